"""Which library to work in: another one, or a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.gui.dialogs.problem_dialog import ProblemDialog
from reviewer.gui.translation import Wording
from reviewer.text.message import Message

CHOICES = ("choose-library", "new-library", "quit")


def choose_library(wording: Wording, new: bool = False, parent: QWidget | None = None) -> Path | None:
    """Ask for a library that is there, or for the place of a `new` one. None when nothing was chosen."""
    title = wording.text("action-new-library" if new else "action-open-library")
    ask = QFileDialog.getSaveFileName if new else QFileDialog.getOpenFileName
    chosen, _ = ask(parent, title, filter=wording.text("library-files") + " (*.sqlite)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix or not new else path.with_suffix(".sqlite")


def ask_after_problem(wording: Wording, message: Message) -> Path | None:
    """Tell why a library cannot be opened and ask for another one. None: quit."""
    while True:
        dialog = ProblemDialog(wording, message, CHOICES)
        dialog.exec()
        if dialog.chosen in ("", "quit"):
            return None
        path = choose_library(wording, new=dialog.chosen == "new-library")
        if path is not None:
            return path
