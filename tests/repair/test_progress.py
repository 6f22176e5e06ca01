"""A long document tells how far its repair is, and can be given up in the middle of it."""

from __future__ import annotations

import gc

import pytest

from reviewer.repair.channel import Channel, damage
from reviewer.repair.engine import propose
from reviewer.repair.progress import Cancelled, ignored, part

SENTENCE = "青石鎮今年修建了三條水渠，當地擁有的村莊都用上了清水；老人說，這是幾十年來頭一回。"
LONG = damage(SENTENCE * 400, Channel({"鎮": "zhèn", "負": "fù"}, "；"))


def test_progress_only_goes_forward_and_ends_with_everything() -> None:
    told: list[float] = []
    plan = propose(LONG, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(set(told)) > 20
    assert plan == propose(LONG)


def test_cancelling_ends_the_work_at_once_and_leaves_the_collector_as_it_was() -> None:
    told: list[float] = []

    def stop_in_the_middle(share: float) -> None:
        told.append(share)
        if share > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        propose(LONG, progress=stop_in_the_middle)
    assert told[-1] < 0.7
    assert gc.isenabled()


def test_a_part_is_told_as_its_share_of_the_whole() -> None:
    told: list[float] = []
    part(told.append, 0.2, 0.6)(0.5)
    assert told == [pytest.approx(0.4)]
    assert part(ignored, 0.2, 0.6) is ignored
