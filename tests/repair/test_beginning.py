"""The first paragraphs of a long document are repaired at once, and nearly as the whole document will be."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.repair.beginning import propose_first
from reviewer.repair.channel import Channel, damage
from reviewer.repair.engine import propose
from reviewer.text.span import Span

PARAGRAPH = "柳橋鎮今年修了三條水渠，沿河的村莊都用上了清水；老人說，這是幾十年來頭一回。里面的事，後面再講。\n"
LONG = damage(PARAGRAPH * 200, Channel({"鎮": "zhèn", "條": "tiáo", "懞": "méng"}, "；", flatten=True))


def test_the_beginning_is_repaired_as_the_whole_document_is() -> None:
    first, whole = propose_first(LONG, length=2_000), propose(LONG)
    reach = first.repairs[-1].end
    assert first.original == LONG
    assert 1_000 < reach <= 2_000
    assert [(r.edit, r.kind, r.decision) for r in first.repairs] == [
        (r.edit, r.kind, r.decision) for r in whole.repairs if r.end <= reach
    ]
    assert first.repaired().text.endswith(LONG[reach:])


def test_a_short_document_is_repaired_whole() -> None:
    assert propose_first(PARAGRAPH) == propose(PARAGRAPH)


def test_a_paragraph_that_does_not_end_is_repaired_up_to_where_a_run_may_be_cut() -> None:
    first = propose_first(LONG.replace("\n", ""), length=2_000)
    assert 1_500 < first.repairs[-1].end <= 1_900


def test_places_that_could_not_be_decoded_are_told_of() -> None:
    at = 60
    shown = LONG[:at] + "\ufffd" + LONG[at:]
    losses = propose_first(shown, [Span(at, at + 1), Span(5_000, 5_001)], 2_000).losses
    assert Span(at, at + 1) in [loss.span for loss in losses]
    assert all(loss.end <= 2_000 for loss in losses)


@given(st.text(alphabet="創(chuàng)區?h。,， \n里后發a\ufffd", max_size=80), st.integers(1, 90))
@settings(max_examples=40, deadline=None)
def test_any_text_may_be_cut_anywhere(text: str, length: int) -> None:
    plan = propose_first(text, length=length)
    assert all(text[r.start : r.end] == r.original != r.replacement for r in plan.repairs)
