"""Sure runs stay sure, whatever a later stage doubts inside them."""

from __future__ import annotations

from reviewer.repair import engine
from reviewer.repair.channel import Channel, damage
from reviewer.repair.damage import Decision, Kind, Repair
from reviewer.repair.doubts import parted
from reviewer.repair.lifting import Lifted, applied
from reviewer.repair.repairs import Repairs
from reviewer.text.message import Message


def repair(start: int, end: int, original: str, replacement: str, confidence: float) -> Repair:
    kind = Kind.BYTE_SHIFT if len(original) > 1 else Kind.SCRIPT_CONVERSION
    return Repair(start, end, original, replacement, kind, "rule", 1, confidence, (Message.of("repair.rule"),))


RUN = repair(2, 5, "?hx", "。縣里出", 1.0)
TEXT = "群眾?hx來電"


def after(run: Repair, *later: Repair) -> tuple[list[Repair], list[Repair]]:
    """What is left of a run and of later repairs."""
    lifted = Lifted(Repairs.of(TEXT, [run]))
    settled, kept = parted(lifted, Repairs.of(applied(lifted.repairs), later))
    return list(settled.repairs), list(kept)


def test_a_doubt_inside_a_sure_run_becomes_an_alternative_of_it() -> None:
    (run,), later = after(RUN, repair(4, 5, "里", "裡", 0.6))
    assert later == []
    assert (run.replacement, run.confidence, run.alternatives) == ("。縣里出", 1.0, ("。縣裡出",))


def test_a_sure_change_inside_a_run_stays() -> None:
    change = repair(4, 5, "里", "裡", 0.99)
    assert after(RUN, change) == ([RUN], [change])


def test_a_doubt_beside_a_run_stays() -> None:
    beside = [repair(1, 2, "眾", "众", 0.6), repair(6, 7, "來", "来", 0.6)]
    assert after(RUN, *beside) == ([RUN], beside)


def test_a_doubt_in_an_unsure_run_stays() -> None:
    unsure, change = repair(2, 5, "?hx", "。縣里出", 0.8), repair(4, 5, "里", "裡", 0.6)
    assert after(unsure, change) == ([unsure], [change])


def test_a_run_with_a_character_that_may_be_converted_is_accepted() -> None:
    shown = damage(
        "這種炮姜守而不走。至于姜皮，性涼，利水，用來消腫。大家都知道這些事情。", Channel({"誚": "qiào", "脕": "wèn"})
    )
    plan = engine.propose(shown)
    runs = [r for r in plan.repairs if r.kind is Kind.BYTE_SHIFT]
    assert runs
    assert all(r.decision is Decision.ACCEPTED for r in runs)
