"""Work for the background that tells how far it is; imported by the worker process."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path


def slowly(path: Path, progress: Callable[[float], None]) -> str:
    """Go on for a minute, saying in `path` that it is under way."""
    for step in range(6_000):
        progress(step / 6_000)
        path.write_text(str(step), encoding="utf-8")
        time.sleep(0.01)
    return "done"


def half(progress: Callable[[float], None]) -> str:
    """Be half done for a while."""
    progress(0.5)
    time.sleep(0.4)
    return "done"


def die() -> None:
    """End the process without a word."""
    os._exit(9)


def fine(number: int) -> int:
    """Something quick."""
    return number + 1
