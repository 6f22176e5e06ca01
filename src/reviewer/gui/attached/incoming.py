"""Files and pictures that come from the clipboard or are dropped, as files to attach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage

from reviewer.annotations.attachment import KeptFile, NewFile
from reviewer.gui import work
from reviewer.gui.attached.decoding import as_png
from reviewer.gui.attached.pictures import Pictures
from reviewer.gui.context import Context
from reviewer.gui.translation import Wording
from reviewer.services import attaching
from reviewer.text.problem import Problem

Told = Callable[[Sequence[KeptFile | NewFile]], object]


def pasted() -> QMimeData:
    """What the clipboard holds; empty where it holds nothing."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def has_files(mime: QMimeData) -> bool:
    """Whether there are files of this machine, or a picture that is not only another look of a text."""
    return bool(_paths(mime)) or (mime.hasImage() and not mime.hasText())


LARGE = 256 * 1024
"""Bytes of a file, or pixels of a picture, from which the worker takes it in: the window reads less in a moment."""


def is_large(mime: QMimeData) -> bool:
    """Whether something of it is for the worker."""
    if paths := _paths(mime):
        return any(map(_is_large, paths))
    image = _image(mime)
    return image.width() * image.height() > LARGE


def _is_large(path: Path) -> bool:
    try:
        return path.is_file() and path.stat().st_size > LARGE
    except OSError:
        return False


def files_from(mime: QMimeData, wording: Wording) -> list[NewFile]:
    """The files, read; a picture as PNG. Raises `Problem` for what cannot be attached."""
    if paths := _paths(mime):
        return [attaching.read_file(path) for path in paths]
    image = _image(mime)
    return [] if image.isNull() else [attaching.fitting(NewFile(_name(wording), as_png(*_pixels(image))))]


class Intake(QObject):
    """Takes files in for a widget: small ones at once, large ones by the worker.

    `told` is handed each lot, `failed` each problem; `busy` says whether something is still on its way.
    """

    def __init__(self, context: Context, told: Told, failed: Callable[[Problem], object], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._told, self._failed = context, told, failed
        self.changed: Callable[[], object] = lambda: None
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Whether something is still being taken in."""
        return self._under_way > 0

    def take(self, mime: QMimeData) -> None:
        """Take in what was dropped or pasted."""
        if paths := _paths(mime):
            self.take_paths(paths)
        elif is_large(mime):
            arguments = (_name(self._context.wording), *_pixels(_image(mime)))
            self._give(work.take_in_picture, *arguments)
        else:
            self._at_once(lambda: files_from(mime, self._context.wording))

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Take in files of the disk."""
        for path in paths:
            if _is_large(path):
                self._give(work.take_in_file, path)
            else:
                self._at_once(lambda path=path: [attaching.read_file(path)])  # type: ignore[misc]

    def _at_once(self, read: Callable[[], list[NewFile]]) -> None:
        try:
            self._told(read())
        except Problem as problem:
            self._failed(problem)

    def _give(self, act: Callable[..., object], *arguments: object) -> None:
        self._under_way += 1
        job = Pictures.of(self._context.jobs).run(act, self._context.session.library.path, *arguments)
        job.done.connect(self._arrived)
        job.failed.connect(self._went_wrong)
        job.ended.connect(self._ended)
        self.changed()

    def _arrived(self, file: KeptFile) -> None:
        self._told([file])

    def _went_wrong(self, error: Exception) -> None:
        self._failed(error if isinstance(error, Problem) else Problem("gui.unexpected", detail=repr(error)))

    def _ended(self) -> None:
        self._under_way -= 1
        self.changed()


def _image(mime: QMimeData) -> QImage:
    return QImage(mime.imageData()) if mime.hasImage() else QImage()


def _pixels(image: QImage) -> tuple[int, int, bytes]:
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return plain.width(), plain.height(), bytes(plain.constBits())


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def _name(wording: Wording) -> str:
    return f"{wording.text('attachment-pasted')} {datetime.now():%Y-%m-%d %H.%M.%S}.png"
