"""How far the repair of one document is, told while it is under way, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[float], None]
"""Told the share that is done (0 to 1); raises `Cancelled` to stop the work."""


class Cancelled(Exception):
    """Raised by a `Progress` to stop the work; nothing is kept of it."""


def ignored(share: float) -> None:
    """The progress nobody asked for."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """The progress of a part of the work, which is all between the shares `start` and `end`."""
    return progress if progress is ignored else lambda share: progress(start + (end - start) * share)
