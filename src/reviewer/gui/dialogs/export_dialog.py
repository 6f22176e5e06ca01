"""The export dialog: which format, which documents, where to; then the result, to be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui import work
from reviewer.gui.context import Context
from reviewer.gui.places import is_folder, is_taken, typed
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.busy_bar import BusyBar
from reviewer.gui.widgets.card import label
from reviewer.text.problem import Problem

FORMATS = ("html", "csv", "json")
SCOPES = ("this", "selected", "all")


class ExportDialog(QDialog):
    """Asks, exports in the worker, and offers to open what was written."""

    def __init__(self, context: Context, selected: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._selected = context, selected
        self._say = context.wording.text
        self._agreed = ""
        self.setWindowTitle(self._say("export-title"))
        self.setMinimumWidth(METRICS.px(520))
        self.form, self.scope, self.path = QComboBox(), QComboBox(), QLineEdit()
        for name in FORMATS:
            self.form.addItem(self._say(f"format-{name}"), name)
        for name in self._scopes():
            self.scope.addItem(self._say(f"scope-{name}", count=len(selected)), name)
        self.form.setCurrentIndex(max(0, self.form.findData(context.preferences.values.export_form)))
        self.outcome = label("")
        self._bar = BusyBar()
        self._lay_out()
        self.form.currentIndexChanged.connect(self._propose)
        self.scope.currentIndexChanged.connect(self._propose)
        self.path.textChanged.connect(self._start_again)
        self._propose()

    def _scopes(self) -> list[str]:
        here, several = self._context.session.document is not None, len(self._selected) > 1
        return [name for name, offered in zip(SCOPES, (here, several, True), strict=True) if offered]

    def _lay_out(self) -> None:
        choose = QPushButton(self._say("choose-path"))
        choose.clicked.connect(self._choose)
        choose.setAutoDefault(False)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.path, 1)
        place.addWidget(choose)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        for key, field in (("export-format", self.form), ("export-scope", self.scope)):
            form.addRow(self._say(key), field)
            field.setAccessibleName(self._say(key))
        form.addRow(self._say("export-path"), place)
        self.path.setAccessibleName(self._say("export-path"))
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self._bar)
        column.addWidget(self.outcome)
        column.addWidget(self._buttons())
        self._bar.hide()
        self.outcome.hide()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.open_button, self.start_button = (
            QPushButton(self._say("open-result")),
            QPushButton(self._say("export-start")),
        )
        self.start_button.setDefault(True)
        self.open_button.clicked.connect(self._open)
        self.start_button.clicked.connect(self.start)
        buttons.addButton(self.open_button, role)
        buttons.addButton(self.start_button, role)
        self.open_button.hide()
        return buttons

    def _start_again(self, path: str) -> None:
        """What was written before is not what is asked for now."""
        self.start_button.setEnabled(bool(path.strip()))
        self.start_button.setDefault(True)
        self.outcome.hide()
        self.open_button.hide()

    def _propose(self) -> None:
        """Fill in a path that fits the choice."""
        self.path.setText(str(self._folder() / self._file_name()))

    def _folder(self) -> Path:
        kept = self._context.preferences.values.recent_export_folder
        return Path(kept) if kept and is_folder(Path(kept)) else Path.home()

    def _file_name(self) -> str:
        state = self._context.session.state
        single = self.scope.currentData() == "this" and state is not None
        stem = Path(state.document.name).stem if single and state is not None else "reviewer"
        return stem if self.form.currentData() == "csv" else f"{stem}.{self.form.currentData()}"

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self._say("export-title"), self.path.text())
        if chosen:
            self._agreed = chosen
            self.path.setText(chosen)

    def _documents(self) -> list[str] | None:
        here, scope = self._context.session.document, self.scope.currentData()
        if scope == "this" and here is not None:
            return [here]
        return self._selected if scope == "selected" else None

    def _may_replace(self, target: Path) -> bool:
        """Whether to write to a place that is taken: asked unless this program's user said so in a file dialog."""
        if not is_taken(target) or str(target) == self._agreed:
            return True
        question = self._say("export-replace-files" if is_folder(target) else "export-replace", path=target)
        asked = QMessageBox.question(self, self._say("export-title"), question)
        return asked == QMessageBox.StandardButton.Yes

    def start(self) -> None:
        """Write the report."""
        target = typed(self.path.text())
        if not self._may_replace(target):
            return
        self._context.preferences.change(recent_export_folder=str(target.parent))
        self._show_busy(True)
        job = self._context.jobs.run(
            work.export_reports,
            self._context.session.library.path,
            self.form.currentData(),
            self._documents(),
            target,
            self._context.wording.locale,
            topic="export",
        )
        job.done.connect(self._written)
        job.failed.connect(self._failed)
        self.finished.connect(job.cancel)

    def _show_busy(self, busy: bool) -> None:
        self._bar.setVisible(busy)
        self.start_button.setEnabled(not busy)
        self.outcome.setVisible(not busy)

    def _written(self, target: Path) -> None:
        self._show_busy(False)
        self._target = target
        self.outcome.setText(self._say("export-written", path=target))
        self.open_button.show()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._show_busy(False)
        problem = error if isinstance(error, Problem) else Problem("gui.unexpected", detail=repr(error))
        self.outcome.setText("\n".join(self._context.wording.sentences(problem.message)))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target)))
