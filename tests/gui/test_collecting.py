"""Cycles of objects are looked for while the window rests."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from reviewer.gui.collecting import SELDOM, SOME, Collecting


@pytest.fixture
def collecting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collecting]:
    # Whatever other windows are making, and however much was made before.
    monkeypatch.setattr("reviewer.gui.collecting.at_work", lambda: False)
    owner = QObject()
    made = Collecting(owner)
    made.begin()
    gc.collect()
    gc.disable()
    yield made
    gc.enable()
    made.end()
    gc.unfreeze()


class Cycle:
    def __init__(self) -> None:
        self.itself = self


def test_a_cycle_goes_when_the_window_rests(collecting: Collecting) -> None:
    gone = weakref.ref(Cycle())
    kept = [Cycle() for _ in range(SOME + 1)]
    assert gone() is not None, "nothing looks for cycles in the middle of something"
    collecting.rested()
    assert gone() is None
    assert all(one.itself is one for one in kept)


def test_a_few_objects_are_not_worth_it(collecting: Collecting) -> None:
    collecting.rested()
    gc.collect()
    gone = weakref.ref(Cycle())
    collecting.rested()
    assert gone() is not None


def test_python_looks_by_itself_again_once_the_window_is_closed() -> None:
    usual = gc.get_threshold()
    owner = QObject()
    collecting = Collecting(owner)
    collecting.begin()
    assert gc.get_threshold() == SELDOM
    collecting.end()
    gc.unfreeze()
    assert gc.get_threshold() == usual
    collecting.end()
    assert gc.get_threshold() == usual
