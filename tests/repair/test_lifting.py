"""Lifting repairs of a later stage says what composing all edits of both stages says, and touches nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.repair import lifting
from reviewer.repair.damage import Kind, Loss, LossKind, Repair
from reviewer.repair.lifting import Lifted, applied
from reviewer.repair.repairs import Repairs
from reviewer.text.edit import EditList, compose
from reviewer.text.message import Message

REASON = Message.of("repair.gloss")


def cut_into_repairs(text: str, draw: st.DataObject) -> Repairs:
    """Some repairs of `text`, sorted, none of which leaves what it replaces."""
    repairs, at = [], 0
    while at <= len(text) and len(repairs) < 6:
        start = draw.draw(st.integers(at, len(text)))
        end = draw.draw(st.integers(start, min(len(text), start + 3)))
        replacement = draw.draw(st.text("甲乙新", max_size=3))
        if replacement != text[start:end]:
            repairs.append(repair(text, start, end, replacement))
        at = end + (start == end)
    return Repairs.of(text, repairs)


def repair(text: str, start: int, end: int, replacement: str) -> Repair:
    return Repair(start, end, text[start:end], replacement, Kind.SPACING, "rule", 1, 0.97, (REASON,))


@pytest.fixture(params=[1, 2, 5, 20_000], scope="module", autouse=True)
def at_a_time(request: pytest.FixtureRequest) -> Iterator[None]:
    """Few repairs woven at a time, so that blocks end everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lifting, "_BLOCK", request.param)
        yield


@given(st.text("甲乙丙丁", max_size=14), st.data())
@settings(max_examples=60)
def test_lifted_repairs_are_the_composed_edits(text: str, draw: st.DataObject) -> None:
    earlier = cut_into_repairs(text, draw)
    between = applied(earlier)
    later = cut_into_repairs(between, draw)
    both = Lifted(earlier).with_later(later)
    found = both.repairs
    edits = compose(text, EditList(r.edit for r in earlier), EditList(r.edit for r in later))
    assert [r.edit for r in found] == [c.edit for c in edits]
    assert [len(r.reasons) for r in found] == [len(c.first) + len(c.second) for c in edits]
    assert all(r.original == text[r.start : r.end] for r in found)
    assert applied(found) == applied(later)
    bounds = EditList(r.edit for r in found).map().target_bounds()
    assert list(zip(both.starts, both.ends, strict=True)) == bounds


@given(st.text("甲乙丙丁", min_size=20, max_size=40), st.data())
@settings(max_examples=25)
def test_three_stages_are_the_composed_edits(text: str, draw: st.DataObject) -> None:
    lifted, between = Lifted.none(text), text
    for _ in range(3):
        found = cut_into_repairs(between, draw)
        lifted, between = lifted.with_later(found), applied(found)
    assert applied(lifted.repairs) == between
    assert all(r.original != r.replacement for r in lifted.repairs)


def test_what_the_later_stage_does_not_touch_keeps_its_remedy() -> None:
    text = "甲乙丙丁戊己"
    earlier = Repairs.of(text, [repair(text, 0, 1, ""), repair(text, 4, 5, "新")])
    later = Repairs.of("乙丙丁新己", [repair("乙丙丁新己", 1, 2, "庚")])
    found = Lifted(earlier).with_later(later).repairs
    expected = (earlier.remedies[0], later.remedies[0], earlier.remedies[1])
    assert [a is b for a, b in zip(found.remedies, expected, strict=True)] == [True] * 3
    assert found[1].edit == repair(text, 2, 3, "庚").edit


def test_what_changes_nothing_is_left_out() -> None:
    text = "甲乙丙"
    found = Repairs.of(text, [repair(text, 0, 1, "甲"), repair(text, 1, 2, "新")])
    assert [r.original for r in Lifted.none(text).with_later(found).repairs] == ["乙"]


def test_overlapping_repairs_are_refused() -> None:
    text = "甲乙丙"
    with pytest.raises(ValueError, match="overlap"):
        applied(Repairs.of(text, [repair(text, 0, 2, ""), repair(text, 1, 3, "")]))


def test_losses_come_back_to_their_place() -> None:
    text = "甲乙丙丁"
    loss = Loss(1, 2, LossKind.MOJIBAKE, REASON, REASON)
    (lifted_loss,) = Lifted(Repairs.of(text, [repair(text, 0, 2, "")])).losses([loss])
    assert (lifted_loss.start, lifted_loss.end) == (3, 4)


def test_a_guess_at_injected_text_stays_a_guess_whatever_was_repaired_in_it() -> None:
    text = "本文来自⽂庫 www"
    repaired = Repairs.of(text, [repair(text, 4, 5, "文")])
    guess = Repair(0, 7, "本文来自文庫 ", "", Kind.INJECTED_TEXT, "notice", 1, 0.7, (Message.of("repair.notice"),))
    (found,) = Lifted(repaired).with_later(Repairs.of(applied(repaired), [guess])).repairs
    assert (found.kind, found.rule, found.confidence, found.edit) == (Kind.INJECTED_TEXT, "notice", 0.7, guess.edit)
    assert found.alternatives == ("本文来自文庫 ",)
    assert len(found.reasons) == 2


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=12))
def test_what_reaches_into_an_earlier_repair_is_left_out(places: list[tuple[int, int]]) -> None:
    text = "青溪縣" * 13
    found = Repairs.of(text, [repair(text, start, start + length, "某") for start, length in places]).in_order()
    kept = lifting.disjoint(found)
    applied(kept)
    assert set(zip(kept.starts, kept.ends, strict=True)) <= set(zip(found.starts, found.ends, strict=True))
    assert all(a <= b for a, b in zip(kept.ends, kept.starts[1:], strict=False))
    if all(a <= b for a, b in zip(found.ends, found.starts[1:], strict=False)):
        assert kept == found
