"""What is done with an attached file: looked at, opened by the system's program, saved, taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.annotations.attachment import PICTURES, Attachment
from reviewer.gui import work
from reviewer.gui.attached.incoming import LARGE
from reviewer.gui.attached.pictures import Pictures
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
    session, folder = context.session, attaching.copies()

    def shown(place: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            session.failed.emit(Problem("gui.attachment-no-program", name=file.name))

    _copied(context, file, work.open_attachment, folder, shown)


def save(context: Context, file: Attachment, window: QWidget) -> None:
    """Ask where to, and write a copy there."""
    folder = Path(context.preferences.values.recent_export_folder or Path.home())
    title = context.wording.text("attachment-save")
    chosen, _ = QFileDialog.getSaveFileName(window, title, str(folder / file.name))
    if chosen:
        _copied(context, file, work.save_attachment, Path(chosen), lambda _: None)


def _copied(
    context: Context,
    file: Attachment,
    copy: Callable[[Path, Attachment, Path], Path],
    place: Path,
    told: Callable[[Path], object],
) -> None:
    """Have a copy made: at once, or of a large file by the worker."""
    session = context.session
    if file.size > LARGE:
        job = Pictures.of(context.jobs).run(copy, session.library.path, file, place)
        job.done.connect(told)
        job.failed.connect(session.failed)
        return
    try:
        told(copy(session.library.path, file, place))
    except Problem as problem:
        session.failed.emit(problem)
