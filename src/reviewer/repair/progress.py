"""How far the repair of one document is, told while it is under way, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Progress = Callable[[float], None]
"""Told the share that is done (0 to 1); raises `Cancelled` to stop the work."""


Tick = Callable[[], None]
"""Called time and again during work of unknown length; may raise to end it."""
TOLD_EVERY = 128
_Value = TypeVar("_Value")


class Cancelled(Exception):
    """Raised by a `Progress` to stop the work; nothing is kept of it."""


def ignored(share: float) -> None:
    """The progress nobody asked for."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """The progress of a part of the work, which is all between the shares `start` and `end`."""
    return progress if progress is ignored else lambda share: progress(start + (end - start) * share)


def never_mind() -> None:
    """The tick nobody waits for."""


def told_of(values: Iterable[_Value], tick: Tick) -> Iterator[_Value]:
    """The values, with a word that the work goes on before every so many of them."""
    for number, value in enumerate(values):
        if number % TOLD_EVERY == 0:
            tick()
        yield value
