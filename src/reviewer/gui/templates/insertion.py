"""Puts templates where somebody is writing; where nobody is, begins to write about what is at hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRegularExpression
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from reviewer.annotations.template import Field, Template, Use, filled
from reviewer.gui.context import Context
from reviewer.gui.models.template_values import template_values

USE = "use"
"""The property of a field that says what is written in it (`Use`)."""
_GAP = QRegularExpression("\\{(" + "|".join(Field) + ")\\}")

Writable = QPlainTextEdit | QLineEdit


def field_in_hand() -> Writable | None:
    """The field with the keyboard, if it is one that templates go into."""
    field = QApplication.focusWidget()
    return field if isinstance(field, Writable) and field.property(USE) else None


class Insertion(QObject):
    """Fills templates in and inserts them. `begin` opens a field for what is at hand and gives it the keyboard."""

    def __init__(
        self, context: Context, paragraph_of: Callable[[int], int], begin: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._paragraph_of, self._begin = context, paragraph_of, begin

    def values(self, field: QWidget | None = None) -> dict[str, str]:
        """What the fields of a template stand for; the window of `field` may know better."""
        context = self._context
        reviewer = context.session.library.reviewer or context.wording.text("reviewer-default")
        found = template_values(
            context.session,
            reviewer,
            context.wording.locale,
            self._paragraph_of,
            context.scale.name,
            lambda state: context.wording.text(f"action-state-{state}"),
        )
        more = getattr(field.window(), "template_values", None) if field is not None else None
        return found | (more() if more is not None else {})

    def insert(self, template: Template) -> None:
        """Put a template where the keyboard is; the first field of which nothing is known is selected."""
        field = field_in_hand()
        if field is None:
            self._begin()
            field = field_in_hand()
        if field is not None:
            put(field, filled(template.text, self.values(field)))

    def choose(self) -> None:
        """Offer the templates for what is being written, beside the caret."""
        field = field_in_hand()
        if field is None:
            self._begin()
            field = field_in_hand()
        if field is not None:
            self.menu(field).popup(_below_caret(field))

    def menu(self, field: Writable) -> QMenu:
        """The templates that go into a field, the first nine by their digits, and the way to edit them."""
        menu = QMenu(field)
        templates = self.fitting(field)
        for place, template in enumerate(templates, 1):
            name = template.name.replace("&", "&&")
            action = menu.addAction(f"&{place}  {name}" if place < 10 else name)
            action.setToolTip(template.text)
            if template.key:
                action.setShortcut(QKeySequence(template.key))
            action.triggered.connect(lambda _=False, one=template: self.insert(one))
        if not templates:
            menu.addAction(self._context.wording.text("templates-none")).setEnabled(False)
        if not field.window().isModal():
            menu.addSeparator()
            menu.addAction(self._context.actions["templates"])
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def fitting(self, field: Writable) -> list[Template]:
        """The templates for what is written in a field."""
        use = Use(str(field.property(USE)))
        return [one for one in self._context.session.vocabulary.templates if use in one.uses]


def put(field: Writable, words: str) -> None:
    """Insert words at the caret, in place of what is selected; the first gap in them is selected."""
    if isinstance(field, QLineEdit):
        before = field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
        field.insert(" ".join(words.split()))
        gap = _GAP.match(field.text(), before)
        if gap.hasMatch() and gap.capturedEnd() <= field.cursorPosition():
            field.setSelection(gap.capturedStart(), gap.capturedLength())
        return
    cursor = field.textCursor()
    start = cursor.selectionStart()
    cursor.insertText(words)
    field.setTextCursor(cursor)
    found = field.document().find(_GAP, start, QTextDocument.FindFlag(0))
    if not found.isNull() and found.selectionEnd() <= cursor.position():
        field.setTextCursor(found)


def _below_caret(field: Writable) -> QPoint:
    if isinstance(field, QLineEdit):
        return field.mapToGlobal(field.rect().bottomLeft())
    return field.viewport().mapToGlobal(field.cursorRect().bottomLeft())
