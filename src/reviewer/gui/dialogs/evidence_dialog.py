"""The dialog for one source of evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from reviewer.annotations.evidence import Evidence, Stance
from reviewer.gui.translation import Wording


class EvidenceDialog(QDialog):
    """Asks for a source's address, what it does to the claim, an archived copy, a quotation, the day it was read."""

    def __init__(self, wording: Wording, source: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source, self._wording = source, wording
        self.setWindowTitle(wording.text("evidence-title"))
        self.setMinimumWidth(460)
        self.address, self.archive = QLineEdit(source.address), QLineEdit(source.archive)
        self.read_on = QLineEdit(source.read_on or date.today().isoformat())
        self.quotation, self.note = QPlainTextEdit(source.quotation), QLineEdit(source.note)
        self.stance = QComboBox()
        for stance in Stance:
            self.stance.addItem(wording.text(f"stance-{stance}"), stance)
        self.stance.setCurrentIndex(list(Stance).index(source.stance))
        self.quotation.setFixedHeight(84)
        self.quotation.setTabChangesFocus(True)
        self._lay_out()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(20, 18, 20, 16)
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
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form.addRow(self.buttons)
        self.address.textChanged.connect(self._allow)
        self.quotation.textChanged.connect(self._allow)
        self._allow()

    def _allow(self) -> None:
        something = bool(self.address.text().strip() or self.quotation.toPlainText().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(something)

    def evidence(self) -> Evidence:
        """The source as it was filled in."""
        return replace(
            self._source,
            address=self.address.text().strip(),
            archive=self.archive.text().strip(),
            read_on=self.read_on.text().strip(),
            quotation=self.quotation.toPlainText().strip(),
            note=self.note.text().strip(),
            stance=Stance(self.stance.currentData()),
        )
