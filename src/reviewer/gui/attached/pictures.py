"""Small pictures of attached files, made in the worker and kept for as long as the window stands."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from reviewer.annotations.attachment import PICTURES, Attachment, KeptFile, NewFile, media_type_of
from reviewer.gui import work
from reviewer.gui.attached.decoding import Raster
from reviewer.gui.jobs import Job, Jobs

KEPT = 128
"""Pictures kept: some 20 KiB each."""

Told = Callable[[QImage | None], object]


class Pictures(QObject):
    """Hands pictures out, those it has at once, others when the worker has made them."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(jobs)
        # A worker of their own, begun with the first one: pictures do not wait for a long import to end.
        self._jobs = Jobs(self)
        self._made: OrderedDict[tuple[str, int], QImage | None] = OrderedDict()
        self._waiting: dict[tuple[str, int], list[Told]] = {}

    @classmethod
    def of(cls, jobs: Jobs) -> Pictures:
        """The one that goes with a worker."""
        found: Pictures | None = jobs.findChild(cls)
        return found or cls(jobs)

    def run(self, work: Callable[..., object], *arguments: object) -> Job:
        """Have the worker for files do something else with one."""
        return self._jobs.run(work, *arguments)

    def ask(self, library: Path, attachment: Attachment | KeptFile, side: int, told: Told) -> None:
        """Tell of the picture of an attached file; None where it is none, or one that cannot be shown."""
        if attachment.media_type not in PICTURES:
            told(None)
            return
        key = attachment.sha256, side
        if key in self._made:
            self._made.move_to_end(key)
            told(self._made[key])
        elif key in self._waiting:
            self._waiting[key].append(told)
        else:
            self._waiting[key] = [told]
            self._watch(key, self._jobs.run(work.kept_picture, library, attachment, side))

    def ask_new(self, file: NewFile, side: int, told: Told) -> None:
        """As `ask`, of a file that the library has not got yet; nothing is kept."""
        kind = media_type_of(file.content, file.name)
        if kind not in PICTURES:
            told(None)
            return
        job = self._jobs.run(work.new_picture, file.content, kind, side)
        job.done.connect(lambda raster: told(_image(raster)))

    def _watch(self, key: tuple[str, int], job: Job) -> None:
        job.done.connect(partial(self._arrived, key))
        for signal in (job.failed, job.cancelled):
            signal.connect(lambda *_: self._arrived(key, None))

    def _arrived(self, key: tuple[str, int], raster: Raster | None) -> None:
        image = _image(raster)
        if key[1] <= THUMBNAIL:
            self._made[key] = image
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        for told in self._waiting.pop(key, ()):
            told(image)


THUMBNAIL = 96
"""Pixels of a small picture's longer side: sharp at twice the size it is shown at."""


def _image(raster: Raster | None) -> QImage | None:
    if raster is None:
        return None
    shown = QImage(raster.pixels, raster.width, raster.height, 4 * raster.width, QImage.Format.Format_RGBA8888)
    # The pixels belong to Python; a copy of its own is safe.
    made = shown.copy()
    made.setText("full", f"{raster.full_width} × {raster.full_height}")
    return made
