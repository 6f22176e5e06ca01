"""The worker's side of the door: how far it is, and whether it is to stop. No Qt here.

Window and worker share one array of numbers: which piece of work is under way, the share of it that is done (0 to 1),
and behind them the pieces that were called off, each in the slot that its number falls on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, MutableSequence
from threading import Thread
from typing import Any

from reviewer.repair.progress import Cancelled

Board = MutableSequence[float]
SLOTS = 64
"""Pieces of work whose end can be asked for at the same time."""
UNDER_WAY, SHARE, CALLED_OFF = 0, 1, 2
SIZE = CALLED_OFF + SLOTS

_board: Board = [0.0] * SIZE


def begin(board: Board) -> None:
    """Use the array that the window looks at; called once in a new worker."""
    global _board
    _board = board
    Thread(target=_end_with_window, daemon=True).start()


def _end_with_window() -> None:
    """End this process when the window's is gone, however it went: nobody is left to take a result."""
    # Imported here: the window imports this module at its start and never waits so.
    from multiprocessing import connection, parent_process

    window = parent_process()
    if window is not None:
        connection.wait([window.sentinel])
        # What is half written to a library is undone by SQLite when it is next opened.
        os._exit(0)


def call_off(board: Board, number: int) -> None:
    """Have a piece of work end at its next report."""
    board[CALLED_OFF + number % SLOTS] = number


def perform(number: int, tells: bool, work: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
    """Do a piece of work; one that `tells` is handed its `progress`. Raises `Cancelled` when it was called off."""
    _board[UNDER_WAY], _board[SHARE] = number, 0.0

    def progress(share: float) -> None:
        if _board[CALLED_OFF + number % SLOTS] == number:
            raise Cancelled
        _board[SHARE] = share

    progress(0.0)
    return work(*arguments, progress=progress) if tells else work(*arguments)
