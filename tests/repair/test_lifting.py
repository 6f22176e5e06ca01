"""Lifting repairs of a later stage says what composing all edits of both stages says, and touches nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Kind, Loss, LossKind, Repair
from reviewer.repair.lifting import applied, lifted, lifted_losses
from reviewer.text.edit import EditList, compose
from reviewer.text.message import Message

REASON = Message.of("repair.gloss")


def cut_into_repairs(text: str, draw: st.DataObject) -> list[Repair]:
    """Some repairs of `text`, sorted, none of which leaves what it replaces."""
    repairs, at = [], 0
    while at <= len(text) and len(repairs) < 6:
        start = draw.draw(st.integers(at, len(text)))
        end = draw.draw(st.integers(start, min(len(text), start + 3)))
        replacement = draw.draw(st.text("甲乙新", max_size=3))
        if replacement != text[start:end]:
            repairs.append(repair(text, start, end, replacement))
        at = end + (start == end)
    return repairs


def repair(text: str, start: int, end: int, replacement: str) -> Repair:
    return Repair(start, end, text[start:end], replacement, Kind.SPACING, "rule", 1, 0.97, (REASON,))


@given(st.text("甲乙丙丁", max_size=14), st.data())
def test_lifted_repairs_are_the_composed_edits(text: str, draw: st.DataObject) -> None:
    earlier = cut_into_repairs(text, draw)
    between = applied(text, earlier)
    later = cut_into_repairs(between, draw)
    found = lifted(text, earlier, later)
    edits = compose(text, EditList(r.edit for r in earlier), EditList(r.edit for r in later))
    assert [r.edit for r in found] == [c.edit for c in edits]
    assert [len(r.reasons) for r in found] == [len(c.first) + len(c.second) for c in edits]
    assert all(r.original == text[r.start : r.end] for r in found)
    assert applied(text, found) == applied(between, later)


def test_what_the_later_stage_does_not_touch_stays_the_same_object() -> None:
    text = "甲乙丙丁戊己"
    earlier = [repair(text, 0, 1, ""), repair(text, 4, 5, "新")]
    found = lifted(text, earlier, [repair("乙丙丁新己", 1, 2, "庚")])
    assert found[0] is earlier[0]
    assert found[2] is earlier[1]
    assert found[1].edit == repair(text, 2, 3, "庚").edit


def test_losses_come_back_to_their_place() -> None:
    text = "甲乙丙丁"
    loss = Loss(1, 2, LossKind.MOJIBAKE, REASON, REASON)
    (lifted_loss,) = lifted_losses([repair(text, 0, 2, "")], [loss])
    assert (lifted_loss.start, lifted_loss.end) == (3, 4)
