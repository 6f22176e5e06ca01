"""How far a command is, on standard error and only where somebody sits at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from reviewer.repair.progress import Progress, ignored

_EVERY = 0.1
"""Seconds between two reports."""
_SOON = 0.5
"""Seconds that pass before the first: short work is done without a word."""


@contextmanager
def told() -> Iterator[Progress]:
    """A progress that shows the percentage in one line, which is gone when the work is done."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield ignored
        return
    line = _Line()
    try:
        yield line.show
    finally:
        line.clear()


class _Line:
    """The last line of the terminal."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _SOON
        self._shown = ""

    def show(self, share: float) -> None:
        """Show a share (0 to 1), unless that was just done."""
        now, text = time.monotonic(), f"{share:4.0%}"
        if now >= self._next and text != self._shown:
            self._next, self._shown = now + _EVERY, text
            self._write(f"\r{text}")

    def clear(self) -> None:
        """Leave nothing of it."""
        if self._shown:
            self._write("\r" + " " * len(self._shown) + "\r")

    def _write(self, text: str) -> None:
        # Not through `write_error`, which shows the return of the carriage as an escape.
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            self._next = float("inf")
