"""Pictures made small enough to be shown. Runs in the worker: a picture that breaks the decoder takes only it along."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.annotations.attachment import PICTURES

MOST_PIXELS = 120_000_000
"""Larger pictures are not decoded: a few kilobytes can claim to be billions of pixels."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture as pixels (RGBA, row after row), with the size of the whole."""

    width: int
    height: int
    full_width: int
    full_height: int
    pixels: bytes


def as_png(width: int, height: int, pixels: bytes) -> bytes:
    """Pixels (RGBA, row after row) as a PNG file."""
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QImageWriter

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def reduced(content: bytes, media_type: str, side: int) -> Raster | None:
    """A picture with no side longer than `side`; None for what cannot be shown.

    Only the decoder of `media_type` is asked, which is never one that draws a program's output, as SVG's does.
    """
    if media_type not in PICTURES:
        return None
    from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
    from PySide6.QtGui import QImage, QImageReader

    held = QByteArray(content)
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(media_type.partition("/")[2].encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    full = reader.size()
    if not full.isValid() or full.width() * full.height() > MOST_PIXELS:
        return None
    if max(full.width(), full.height()) > side:
        reader.setScaledSize(full.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = bytes(image.constBits())
    return Raster(image.width(), image.height(), full.width(), full.height(), pixels)
