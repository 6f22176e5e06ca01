"""Exit statuses of the command line."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """What a command ended with."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    INPUT = 3
    LIBRARY = 4
