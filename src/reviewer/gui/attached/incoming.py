"""Files and pictures that come from the clipboard or are dropped, as files to attach."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from reviewer.annotations.attachment import NewFile
from reviewer.gui.translation import Wording
from reviewer.services import attaching


def pasted() -> QMimeData:
    """What the clipboard holds; empty where it holds nothing."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def has_files(mime: QMimeData) -> bool:
    """Whether there are files of this machine, or a picture that is not only another look of a text."""
    return bool(_paths(mime)) or (mime.hasImage() and not mime.hasText())


def files_from(mime: QMimeData, wording: Wording) -> list[NewFile]:
    """The files, read; a picture as PNG. Raises `Problem` for what cannot be attached."""
    if paths := _paths(mime):
        return [attaching.read_file(path) for path in paths]
    image = QImage(mime.imageData()) if mime.hasImage() else QImage()
    return [] if image.isNull() else [attaching.fitting(NewFile(_name(wording), _png(image)))]


def _paths(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def _name(wording: Wording) -> str:
    return f"{wording.text('attachment-pasted')} {datetime.now():%Y-%m-%d %H.%M.%S}.png"


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
