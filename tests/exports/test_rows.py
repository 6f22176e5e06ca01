"""Paragraph beside paragraph, also across edits of line breaks."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reviewer.exports.rows import rows
from reviewer.repair.plan import apply_edits
from reviewer.text.edit import Edit

TEXTS = st.text(alphabet="甲乙丙,\n\r\u2028", max_size=60)


def texts_of(original: str, *edits: Edit) -> list[tuple[str, str]]:
    repaired = apply_edits(original, edits)
    return [
        (row.original.of(original), row.repaired.of(repaired.text))
        for row in rows(original, repaired.text, repaired.map)
    ]


def test_paragraphs_stand_beside_each_other() -> None:
    assert texts_of("甲,乙\r\n\n丙", Edit(1, 2, "，")) == [("甲,乙", "甲，乙"), ("丙", "丙")]


def test_a_break_put_in_stays_in_its_row() -> None:
    assert texts_of("甲?乙\n丙", Edit(1, 2, "。\n")) == [("甲?乙", "甲。\n乙"), ("丙", "丙")]


def test_a_break_taken_out_stays_in_its_row() -> None:
    assert texts_of("甲\n乙\n丙", Edit(1, 2, "")) == [("甲\n乙", "甲乙"), ("丙", "丙")]


def test_a_break_within_an_edit_parts_nothing() -> None:
    assert texts_of("甲a\nb乙\n丙", Edit(1, 4, "x\ny")) == [("甲a\nb乙", "甲x\ny乙"), ("丙", "丙")]


def test_insertions_beside_a_break_stay_on_their_side() -> None:
    assert texts_of("甲\n乙", Edit(1, 1, "前"), Edit(2, 2, "後")) == [("甲", "甲前"), ("乙", "後乙")]


def test_a_break_between_touching_edits_parts_the_rows() -> None:
    assert texts_of("甲,\n(x)乙", Edit(1, 2, "，"), Edit(3, 6, "")) == [("甲,", "甲，"), ("(x)乙", "乙")]


def test_half_of_a_double_break_edited_leaves_it_whole() -> None:
    assert texts_of("甲\r\n乙", Edit(1, 2, "")) == [("甲\r\n乙", "甲\n乙")]


@given(TEXTS, st.data())
def test_rows_hold_all_text_in_order(original: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(original)), unique=True, max_size=8)))
    edits = [
        Edit(start, end, data.draw(st.text(alphabet="子丑\n", max_size=3)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    repaired = apply_edits(original, edits)
    found = rows(original, repaired.text, repaired.map)
    assert [row.number for row in found] == list(range(1, len(found) + 1))
    for column, text in (("original", original), ("repaired", repaired.text)):
        spans = [getattr(row, column) for row in found]
        assert all(a.end <= b.start for a, b in pairwise(spans))
        rest = "".join(
            text[a:b] for a, b in zip([0, *(s.end for s in spans)], [*(s.start for s in spans), len(text)], strict=True)
        )
        assert not rest.strip()
