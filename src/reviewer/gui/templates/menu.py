"""The templates in the menu bar; each has its key also while the menu is closed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from reviewer.annotations.template import Template
from reviewer.gui.context import Context
from reviewer.gui.preferences.keys_page import TAG_KEYS
from reviewer.gui.templates.insertion import Insertion


class TemplateActions(QObject):
    """Keeps the library's templates at the top of `menu`."""

    def __init__(self, context: Context, insertion: Insertion, menu: QMenu) -> None:
        super().__init__(menu)
        self._context, self._insertion, self._menu = context, insertion, menu
        self._first = menu.insertSeparator(menu.actions()[0])
        self._shown: tuple[Template, ...] = ()
        self._made: list[QAction] = []
        menu.setToolTipsVisible(True)
        context.session.documents_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the templates as they are."""
        templates = self._context.session.vocabulary.templates
        if templates == self._shown:
            return
        self._shown = templates
        for action in self._made:
            self._menu.removeAction(action)
            action.deleteLater()
        self._made = [self._action(template) for template in templates]
        self._menu.insertActions(self._first, self._made)

    def _action(self, template: Template) -> QAction:
        # A single & would underline the letter after it.
        action = QAction(template.name.replace("&", "&&"), self)
        action.setToolTip(template.text)
        key = QKeySequence(template.key)
        # A file of templates may name any key: one that two actions have would do nothing at all.
        if not (key in TAG_KEYS or self._context.actions.having(key)):
            action.setShortcut(key)
        action.triggered.connect(lambda _=False: self._insertion.insert(template))
        return action
