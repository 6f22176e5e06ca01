"""Dialogs for what went wrong: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reviewer.gui.importing import Failure
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.card import label
from reviewer.text.message import Message


class ProblemDialog(QDialog):
    """Tells of one problem. `choices` are buttons; `chosen` is the name of the one pressed, empty when closed."""

    def __init__(
        self, wording: Wording, message: Message, choices: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.setWindowTitle(wording.text("problem-title"))
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(8)
        for place, sentence in enumerate(wording.sentences(message)):
            line = label("lead" if place == 0 else "", selectable=True)
            line.setText(sentence)
            column.addWidget(line)
        column.addSpacing(10)
        column.addWidget(self._buttons(wording, choices))

    def _buttons(self, wording: Wording, choices: Sequence[str]) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        for name in choices:
            button = QPushButton(wording.text(f"choice-{name}"))
            button.clicked.connect(lambda _=False, name=name: self._choose(name))
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        if not choices:
            buttons.addButton(QDialogButtonBox.StandardButton.Close)
            buttons.rejected.connect(self.reject)
        return buttons

    def _choose(self, name: str) -> None:
        self.chosen = name
        self.accept()


class FailuresDialog(QDialog):
    """Every file that was not imported, with the reason."""

    def __init__(
        self, wording: Wording, failures: Sequence[Failure], imported: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(wording.text("failures-title"))
        self.setMinimumSize(560, 360)
        lead = label("lead")
        lead.setText(wording.text("failures-lead", failed=len(failures), imported=imported))
        self.reasons = QPlainTextEdit("\n\n".join(f"{f.path}\n{wording.say(f.problem.message)}" for f in failures))
        self.reasons.setReadOnly(True)
        self.reasons.setAccessibleName(lead.text())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(12)
        for widget in (lead, self.reasons, buttons):
            column.addWidget(widget)
