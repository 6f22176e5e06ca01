"""The templates of the library, edited beside the review, taken from files and written into files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.annotations.template import Template, Use
from reviewer.gui.context import Context
from reviewer.gui.templates.page import TemplatePage
from reviewer.gui.widgets.card import label
from reviewer.services import templating
from reviewer.text.problem import Problem

EXAMPLES = {
    "ask": (Use.CLAIM, Use.FIGURE, Use.COMMENT),
    "agrees": (Use.CLAIM, Use.FIGURE, Use.EVIDENCE),
    "gone": (Use.EVIDENCE, Use.DOCUMENT),
    "again": (Use.COMMENT,),
}
"""Templates to begin with, and what each is for."""


class TemplatesDialog(QDialog):
    """Follows what undo and redo do. `values` fill the preview."""

    def __init__(self, context: Context, values: Callable[[], dict[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._say = context, context.wording.text
        self.setWindowTitle(self._say("templates-title"))
        self.resize(860, 640)
        self.page = TemplatePage(context, values)
        self.examples, self.take, self.give = (
            QPushButton(self._say(f"templates-{name}")) for name in ("examples", "import", "export")
        )
        self.notice = label("muted")
        row = QHBoxLayout()
        row.setSpacing(6)
        for button, act in ((self.take, self._import), (self.give, self._export), (self.examples, self._add_examples)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addWidget(self.notice, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(14)
        column.addWidget(self.page, 1)
        column.addLayout(row)
        context.session.documents_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        self.page.refresh()
        self.examples.setVisible(not self.page.keys)
        self.give.setEnabled(bool(self.page.keys))

    def _add_examples(self) -> None:
        made = [
            Template("", self._say(f"template-{name}-name"), self._say(f"template-{name}-text"), uses)
            for name, uses in EXAMPLES.items()
        ]
        self._context.session.act(templating.add_templates, made)

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._say("templates-import"), "", "JSON (*.json)")
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Take over the templates of a file."""
        session = self._context.session
        try:
            found = templating.read_file(path)
        except Problem as problem:
            session.failed.emit(problem)
            return
        if session.act(templating.add_templates, found) is not None:
            self.notice.setText(self._say("templates-taken", count=len(found), name=path.name))

    def _export(self) -> None:
        folder = Path(self._context.preferences.values.recent_export_folder or Path.home())
        place = str(folder / self._say("templates-file"))
        chosen, _ = QFileDialog.getSaveFileName(self, self._say("templates-export"), place, "JSON (*.json)")
        if chosen:
            self.write_file(Path(chosen))

    def write_file(self, path: Path) -> None:
        """Write the templates into a file."""
        try:
            count = templating.write_file(self._context.session.library, path)
        except Problem as problem:
            self._context.session.failed.emit(problem)
            return
        self.notice.setText(self._say("templates-given", count=count, name=path.name))
