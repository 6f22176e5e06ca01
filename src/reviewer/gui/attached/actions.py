"""What is done with an attached file: looked at, opened by the system's program, saved, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.annotations.attachment import PICTURES, Attachment
from reviewer.gui.context import Context
from reviewer.services import attaching
from reviewer.text.problem import Problem


def look_at(context: Context, file: Attachment, among: Sequence[Attachment], window: QWidget) -> None:
    """Show a picture, `among` the others of its evidence; have the system open anything else."""
    if file.media_type not in PICTURES:
        open_outside(context, file)
        return
    from reviewer.gui.attached.viewer import Viewer

    pictures = [one for one in among if one.media_type in PICTURES]
    shown = Viewer(context, pictures, pictures.index(file), window)
    shown.open()


def open_outside(context: Context, file: Attachment) -> None:
    """Have the system's program open a copy that cannot be written."""
    session = context.session
    try:
        place = attaching.opened_copy(session.library, file)
    except Problem as problem:
        session.failed.emit(problem)
        return
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
        session.failed.emit(Problem("gui.attachment-no-program", name=file.name))


def save(context: Context, file: Attachment, window: QWidget) -> None:
    """Ask where to, and write a copy there."""
    folder = Path(context.preferences.values.recent_export_folder or Path.home())
    title = context.wording.text("attachment-save")
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(folder / file.name))
    if chosen:
        try:
            attaching.save_copy(context.session.library, file, Path(chosen))
        except Problem as problem:
            context.session.failed.emit(problem)
