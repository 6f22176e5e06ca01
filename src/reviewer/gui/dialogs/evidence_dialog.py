"""The dialog for one source of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.annotations.attachment import Attachment, KeptFile, NewFile
from reviewer.annotations.evidence import Evidence, Stance
from reviewer.gui.attached.drops import Drops
from reviewer.gui.attached.incoming import Intake
from reviewer.gui.attached.tiles import Tiles
from reviewer.gui.context import Context
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.busy_bar import BusyBar
from reviewer.gui.widgets.card import label, link_button
from reviewer.text.problem import Problem


class EvidenceDialog(QDialog):
    """Asks for a source's address, what it does to the claim, an archived copy, a quotation, the day it was read.

    Files are added by button, dropped, or pasted.
    """

    def __init__(
        self, context: Context, source: Evidence, files: Sequence[NewFile] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._source, self._context, self._wording = source, context, context.wording
        self.files: list[NewFile | KeptFile] = list(files)
        """What is to be attached."""
        self.kept = list(source.attachments)
        """What is attached already and stays."""
        wording = self._wording
        self.setWindowTitle(wording.text("evidence-title"))
        self.setMinimumWidth(METRICS.px(500))
        self.address, self.archive = QLineEdit(source.address), QLineEdit(source.archive)
        self.read_on = QLineEdit(source.read_on or date.today().isoformat())
        self.quotation, self.note = QPlainTextEdit(source.quotation), QLineEdit(source.note)
        self.stance = QComboBox()
        for stance in Stance:
            self.stance.addItem(wording.text(f"stance-{stance}"), stance)
        self.stance.setCurrentIndex(list(Stance).index(source.stance))
        self.quotation.setFixedHeight(METRICS.px(84))
        self.quotation.setTabChangesFocus(True)
        self.tiles, self.add_files = Tiles(context), QPushButton(wording.text("attachment-add"))
        self.problem, self._column = label("problem"), QVBoxLayout(self)
        self.working = BusyBar()
        self.working.setAccessibleName(wording.text("attachment-taking"))
        self.working.hide()
        self._intake = Intake(context, self._add, self._tell, self)
        self._intake.changed = self._waits
        self._lay_out()
        self._take_files()

    def _lay_out(self) -> None:
        column, form = self._column, QFormLayout()
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(form)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        for key, field in (
            ("evidence-address", self.address),
            ("evidence-stance", self.stance),
            ("evidence-quotation", self.quotation),
            ("evidence-archive", self.archive),
            ("evidence-read-on", self.read_on),
            ("note", self.note),
        ):
            form.addRow(self._wording.text(key), field)
            field.setAccessibleName(self._wording.text(key))
        self.address.setPlaceholderText("https://")
        for widget in self._files_row():
            column.addWidget(widget)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addStretch()
        column.addWidget(self.buttons)
        self.address.textChanged.connect(self._allow)
        self.quotation.textChanged.connect(self._allow)

    def template_values(self) -> dict[str, str]:
        """What templates that are inserted here know better than the window does."""
        return {"address": self.address.text().strip()} if self.address.text().strip() else {}

    def _offer_templates(self, row: QHBoxLayout) -> None:
        """A button and the window's own keys, which a dialog does not pass on, for templates."""
        window, button, action = self.parentWidget(), link_button(), self._context.actions["insert-template"]
        if not isinstance(window, QWidget) or not hasattr(window, "insertion"):
            return
        for field in (self.quotation, self.note):
            field.setProperty("use", "evidence")
        button.setText(self._wording.text("template-button"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(button)

        def choose() -> None:
            if self.focusWidget() not in (self.quotation, self.note):
                self.note.setFocus()
            window.insertion.choose()

        button.clicked.connect(choose)
        for key in action.shortcuts():
            QShortcut(key, self, choose)
        for one in window.insertion.fitting(self.note):
            if one.key:
                QShortcut(QKeySequence(one.key), self, partial(window.insertion.insert, one))

    def _files_row(self) -> tuple[QWidget, ...]:
        hint = label("muted")
        hint.setText(self._wording.text("attachment-hint"))
        self.add_files.setAutoDefault(False)
        self.problem.hide()
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.add_files)
        row.addStretch()
        self._offer_templates(row)
        return self.tiles, self.working, below, hint, self.problem

    def _take_files(self) -> None:
        self.add_files.clicked.connect(self._choose)
        self.tiles.remove_wanted.connect(self._drop_file)
        fields = (self.address, self.archive, self.read_on, self.note, self.quotation, self.quotation.viewport())
        Drops(self, self.take).watch_pasting(*fields, self.stance, self.add_files)
        self._show_files()

    def take(self, mime: QMimeData) -> None:
        """Attach what was dropped or pasted; what cannot be attached is told, the rest stays."""
        self._intake.take(mime)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self._wording.text("attachment-add"))
        self._intake.take_paths([Path(name) for name in chosen])

    def _waits(self) -> None:
        """Show that files are being taken in; what is saved has them all."""
        self.working.setVisible(self._intake.busy)
        self._allow()
        self._fit()

    def _add(self, files: Sequence[NewFile | KeptFile]) -> None:
        self.problem.hide()
        self.files += [file for file in files if file not in self.files]
        self._show_files()

    def _drop_file(self, file: Attachment | KeptFile | NewFile) -> None:
        if isinstance(file, Attachment):
            self.kept.remove(file)
        else:
            self.files.remove(file)
        self._show_files()

    def _show_files(self) -> None:
        self.tiles.show_files([*self.kept, *self.files])
        self._allow()
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be high enough: Qt does not ask how high wrapped things are for a window's own size."""
        self.resize(self.width(), max(self.height(), self._column.totalHeightForWidth(self.width())))

    def _tell(self, problem: Problem) -> None:
        self.problem.setText("\n".join(self._wording.sentences(problem.message)))
        self.problem.show()
        self._fit()

    def _allow(self) -> None:
        written = bool(self.address.text().strip() or self.quotation.toPlainText().strip())
        something = written or bool(self.kept or self.files)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(something and not self._intake.busy)

    def evidence(self) -> Evidence:
        """The source as it was filled in, with the files it keeps."""
        return replace(
            self._source,
            address=self.address.text().strip(),
            archive=self.archive.text().strip(),
            read_on=self.read_on.text().strip(),
            quotation=self.quotation.toPlainText().strip(),
            note=self.note.text().strip(),
            stance=Stance(self.stance.currentData()),
            attachments=tuple(self.kept),
        )
