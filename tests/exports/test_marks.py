"""Marks in both columns, and the runs they cut the text into."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer.exports.marks import Mark, by_row, marks, runs, style_of
from reviewer.exports.report import Report
from reviewer.exports.words import Words
from reviewer.repair.damage import Kind
from reviewer.text.span import Span

TEXT = "零一二三四五六七八九甲乙丙丁戊己庚辛壬癸"
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda ends: Span(min(ends), max(ends)))
MARKS = st.lists(
    st.builds(Mark, SPANS, st.sampled_from(["figure", "claim", "loss"]), st.just(""), st.just("")), max_size=8
)


@given(SPANS, MARKS)
def test_runs_give_the_text_back_and_cover_what_is_marked(span: Span, here: list[Mark]) -> None:
    made = list(runs(TEXT, span, here))
    assert "".join(run.text for run in made) == span.of(TEXT)
    at = span.start
    for run in made:
        middle = Span(at, at + len(run.text))
        styles = {m.style for m in here if m.span.overlaps(middle)} if run.text else set()
        assert not run.text or {c for c in run.classes.split() if "-" not in c} == styles
        at = middle.end
    points = [m for m in here if m.span.start == m.span.end and span.start <= m.span.start <= span.end]
    assert sum("point" in run.classes for run in made) == len(points)


@given(MARKS)
def test_marks_stand_in_every_row_they_reach(all_marks: list[Mark]) -> None:
    spans = [Span(0, 6), Span(7, 12), Span(13, len(TEXT))]
    for span, group in zip(spans, by_row(spans, all_marks), strict=True):
        reaching = [m for m in all_marks if m.span.start <= span.end and span.start <= m.span.end]
        assert [m for m in group if m.span.start <= span.end and span.start <= m.span.end] == reaching


def test_a_run_says_where_its_mark_begins_and_ends() -> None:
    box, tint = Mark(Span(1, 3), "figure", "wrong", "97%"), Mark(Span(2, 4), "claim", "", "主張")
    made = list(runs("甲乙丙丁戊", Span(0, 5), [box, tint]))
    assert [(run.text, run.classes) for run in made] == [
        ("甲", ""),
        ("乙", "figure figure-wrong figure-first"),
        ("丙", "figure figure-wrong figure-last claim claim-first"),
        ("丁", "claim claim-last"),
        ("戊", ""),
    ]
    assert made[2].title == "97% · 主張"


def test_every_kind_of_repair_has_a_style() -> None:
    styles = {kind: style_of(kind) for kind in Kind}
    assert styles[Kind.PINYIN_GLOSS] == "gloss" and styles[Kind.BYTE_SHIFT] == "shift"
    assert set(styles.values()) == {"gloss", "shift", "conversion", "punctuation", "other"}


def test_every_repair_is_marked_in_both_columns(full_report: Report) -> None:
    both = marks(full_report, Words("en"))
    for decided in full_report.repairs:
        kind = style_of(decided.repair.kind)
        assert any(m.span == decided.repair.span and m.style == kind for m in both.original)
    shown = [m.span.of(full_report.repaired) for m in both.repaired if m.style != "figure" and m.style != "claim"]
    assert [t for t in shown if t] == ["，", "鬥", "後", "。縣", "。“\ufffd", ":", "，", "此列", "\ufffd"]
    deleted = [m for m in both.repaired if m.style == "gloss"]
    assert [len(m.span) for m in deleted] == [0, 0, 0]
    assert [full_report.repaired[m.span.start - 1] for m in deleted] == ["項", "農", "業"]


def test_a_loss_is_a_hole_in_the_repaired_text(full_report: Report) -> None:
    both = marks(full_report, Words("zh_TW"))
    hole = next(m for m in both.repaired if m.style == "loss")
    assert hole.span.of(full_report.repaired) == "\ufffd"
    assert "hole" in next(iter(runs(full_report.repaired, hole.span, [hole]))).classes.split()


def test_a_claim_is_numbered_after_its_last_piece(full_report: Report) -> None:
    both = marks(full_report, Words("zh_TW"), "d1-")
    references = [m for m in both.original if m.style == "reference"]
    assert [(m.label, m.target) for m in references] == [("1", "d1-c1"), ("2", "d1-c2")]
    assert full_report.original[: references[1].span.start].endswith("再查")
