"""Which library to work in: another one, or a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.gui.dialogs.problem_dialog import ProblemDialog
from reviewer.gui.translation import Wording
from reviewer.text.message import Message

CHOICES = ("choose-library", "new-library", "quit")


def choose_library(wording: Wording, parent: QWidget | None = None) -> Path | None:
    """Ask for a library file; one that is not there yet will be made. None when nothing was chosen."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        wording.text("action-open-library"),
        filter=wording.text("library-files") + " (*.sqlite)",
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    return Path(chosen) if chosen else None


def ask_after_problem(wording: Wording, message: Message) -> Path | None:
    """Tell why a library cannot be opened and ask for another one. None: quit."""
    while True:
        dialog = ProblemDialog(wording, message, CHOICES)
        dialog.exec()
        if dialog.chosen in ("", "quit"):
            return None
        path = choose_library(wording)
        if path is not None:
            return path
