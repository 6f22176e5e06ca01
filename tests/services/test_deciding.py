"""Deciding repairs: the repaired text follows, nothing overlaps, figures are found again where it matters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark, FigureState, Origin
from reviewer.figures.figure import Trust
from reviewer.repair.damage import LOST, Decision, Kind
from reviewer.services import annotating, deciding, history, importing, reading
from reviewer.services.changes import What
from reviewer.services.importing import Prepared
from reviewer.services.kinds import kind_of_edit
from reviewer.services.library import Library, check
from reviewer.services.problem import RequestProblem
from reviewer.text.span import Span

Make = Callable[..., Prepared]
ACCEPTED, REJECTED, PROPOSED = Decision.ACCEPTED, Decision.REJECTED, Decision.PROPOSED


def repair_at(library: Library, document: str, words: str) -> DecidedRepair:
    return next(d for d in reading.review(library, document).repairs if d.repair.original == words)


def figure_texts(library: Library, document: str) -> list[str]:
    return [mark.reading.text for mark in reading.review(library, document).figures]


def figure(library: Library, document: str, words: str) -> FigureMark:
    return next(m for m in reading.review(library, document).figures if words in m.anchor.quote.exact)


def test_accepting_changes_the_repaired_text_and_nothing_else(library: Library, document: str) -> None:
    before = reading.review(library, document)
    gloss = repair_at(library, document, "(chuān)")
    changes = deciding.decide(library, [gloss.id], ACCEPTED)
    after = reading.review(library, document)
    assert after.original == before.original
    assert after.repaired == before.repaired.replace("(chuān)", "")
    assert changes.documents == {document}
    assert changes.what == {What.REPAIRS}
    decided = repair_at(library, document, "(chuān)")
    assert (decided.decision, decided.author) == (ACCEPTED, "林審閱")


def test_deciding_twice_changes_nothing(library: Library, document: str) -> None:
    gloss = repair_at(library, document, "(chuān)").id
    deciding.decide(library, [gloss], REJECTED)
    before = reading.review(library, document)
    assert deciding.decide(library, [gloss], REJECTED).entry is None
    assert reading.review(library, document) == before
    assert len(history.entries(library)) == 2


def test_many_at_once_are_one_entry(library: Library, document: str) -> None:
    state = reading.review(library, document)
    deciding.decide(library, [d.id for d in state.repairs if d.open], ACCEPTED)
    assert not any(d.open for d in reading.review(library, document).repairs)
    assert reading.review(library, document).repaired.startswith("青川縣工業局通報\n全縣創新企業達46家，較上年")
    history.undo(library)
    assert reading.review(library, document) == state


def test_decisions_across_documents(library: Library, made: Make) -> None:
    ids = [importing.store_prepared(library, made(f"第{n}號(chuān)文\n", f"{n}.txt")).document for n in range(3)]
    repairs = [reading.review(library, i).repairs[0].id for i in ids]
    changes = deciding.decide(library, repairs, ACCEPTED)
    assert changes.documents == set(ids)
    assert [reading.review(library, i).repaired for i in ids] == [f"第{n}號文\n" for n in range(3)]


def test_reopening_is_a_decision_too(library: Library, document: str) -> None:
    shown = repair_at(library, document, "?")
    assert shown.decision is ACCEPTED
    deciding.decide(library, [shown.id], PROPOSED)
    assert repair_at(library, document, "?").open
    assert "?月底" in reading.review(library, document).repaired


def test_dropping_a_decision_brings_back_the_engines(library: Library, document: str) -> None:
    shown = repair_at(library, document, "?")
    deciding.decide(library, [shown.id], REJECTED)
    deciding.reconsider(library, [shown.id])
    assert repair_at(library, document, "?").decided is None
    assert LOST in reading.review(library, document).repaired


def test_rewriting(library: Library, document: str) -> None:
    gloss = repair_at(library, document, "(chuān)")
    deciding.rewrite(library, gloss.id, "〔川〕")
    decided = repair_at(library, document, "(chuān)")
    assert (decided.rewritten, decided.replacement, decided.decision) == ("〔川〕", "〔川〕", ACCEPTED)
    assert decided.repair == gloss.repair
    assert "青川縣〔川〕工業局" in reading.review(library, document).repaired
    deciding.rewrite(library, gloss.id, "")
    assert repair_at(library, document, "(chuān)").rewritten is None


def test_a_repair_by_hand(library: Library, document: str) -> None:
    original = reading.review(library, document).original
    at = original.index("來信")
    changes = deciding.repair_by_hand(library, document, Span(at, at + 2), "來訪")
    (created,) = changes.created
    made = next(d for d in reading.review(library, document).repairs if d.id == created)
    assert (made.manual, made.decision, made.repair.kind) == (True, ACCEPTED, Kind.SCRIPT_CONVERSION)
    assert "受理來訪" in reading.review(library, document).repaired
    deciding.reconsider(library, [created])
    assert "受理來信" in reading.review(library, document).repaired
    assert created not in {d.id for d in reading.review(library, document).repairs}


def test_a_repair_by_hand_takes_the_place_of_those_it_overlaps(library: Library, document: str) -> None:
    gloss = repair_at(library, document, "(chuān)")
    deciding.decide(library, [gloss.id], ACCEPTED)
    span = Span(gloss.repair.start - 1, gloss.repair.end - 1)
    deciding.repair_by_hand(library, document, span, "縣川")
    assert repair_at(library, document, "(chuān)").decision is REJECTED
    assert reading.review(library, document).repaired.startswith("青川縣川)工業局")
    deciding.decide(library, [gloss.id], ACCEPTED)
    assert reading.review(library, document).repaired.startswith("青川縣工業局")
    assert check(library.path).findings == ()


def test_accepting_everything_leaves_no_overlap(library: Library, document: str) -> None:
    gloss = repair_at(library, document, "(chuān)").repair
    for span in (Span(gloss.start - 1, gloss.end), Span(gloss.start, gloss.end), Span(gloss.end - 1, gloss.end + 1)):
        deciding.repair_by_hand(library, document, span, "川")
    deciding.decide(library, [d.id for d in reading.review(library, document).repairs], ACCEPTED)
    accepted = [d.edit for d in reading.review(library, document).repairs if d.decision is ACCEPTED]
    assert all(one.end <= other.start for one, other in pairwise(accepted))


@pytest.mark.parametrize("replacement", ["插入", "別的"])
def test_two_insertions_at_one_place(library: Library, document: str, replacement: str) -> None:
    deciding.repair_by_hand(library, document, Span(2, 2), "插入")
    deciding.repair_by_hand(library, document, Span(2, 2), replacement)
    assert reading.review(library, document).repaired.startswith(f"青川{replacement}縣")


def test_what_cannot_be_repaired_by_hand(library: Library, document: str) -> None:
    length = len(reading.review(library, document).original)
    for span, replacement in (
        (Span(0, 2), "青川"),
        (Span(1, 1), ""),
        (Span(0, length + 1), "x"),
        (Span(9999, 9999), "x"),
    ):
        with pytest.raises(RequestProblem):
            deciding.repair_by_hand(library, document, span, replacement)
    assert len(history.entries(library)) == 1


@pytest.mark.parametrize("ids", [[], ["r0"], ["c0"]])
def test_unknown_repairs(library: Library, document: str, ids: list[str]) -> None:
    for act in (lambda: deciding.decide(library, ids, ACCEPTED), lambda: deciding.reconsider(library, ids)):
        with pytest.raises(RequestProblem):
            act()


def test_one_unknown_repair_stops_all(library: Library, document: str) -> None:
    gloss = repair_at(library, document, "(chuān)").id
    with pytest.raises(RequestProblem):
        deciding.decide(library, [gloss, "r0"], ACCEPTED)
    assert repair_at(library, document, "(chuān)").open


def test_figures_are_found_again_where_a_repair_was_decided(library: Library, document: str) -> None:
    before = {m.id: m for m in reading.review(library, document).figures}
    original = reading.review(library, document).original
    at = original.index("46")
    deciding.repair_by_hand(library, document, Span(at, at + 2), "56")
    after = {m.id: m for m in reading.review(library, document).figures}
    (changed,) = (m for m in after.values() if m.anchor.span.start == at)
    assert changed.reading.text.startswith("56")
    assert changed.anchor.quote.exact.startswith("46")
    others = [i for i, m in before.items() if m.anchor.span.start > at + 2]
    assert others
    assert all(i in after for i in others)
    history.undo(library)
    assert {m.id: m for m in reading.review(library, document).figures} == before


def test_a_figure_that_a_repair_makes_is_found(library: Library, document: str) -> None:
    original = reading.review(library, document).original
    at = original.index("企業")
    deciding.repair_by_hand(library, document, Span(at, at), "27家")
    assert any(text.startswith("27") for text in figure_texts(library, document))
    history.undo(library)
    assert not any(text.startswith("27") for text in figure_texts(library, document))


def test_a_mark_that_a_person_worked_on_stays(library: Library, document: str) -> None:
    mark = figure(library, document, "46")
    annotating.set_figure_state(library, [mark.id], FigureState.VERIFIED)
    deciding.repair_by_hand(library, document, mark.anchor.span, "四")
    kept = next(m for m in reading.review(library, document).figures if m.id == mark.id)
    assert (kept.state, kept.anchor) == (FigureState.VERIFIED, mark.anchor)
    assert kept.reading.span.of(reading.review(library, document).repaired) == kept.reading.text


@pytest.mark.parametrize("work", ["note", "tags", "link"])
def test_any_work_keeps_a_mark(library: Library, document: str, work: str) -> None:
    mark = figure(library, document, "46")
    if work == "note":
        annotating.set_note(library, mark.id, "問過統計局")
    elif work == "tags":
        annotating.set_tags(library, mark.id, ["就業"])
    else:
        claim = annotating.add_claim(library, document, [Span(0, 5)]).created[0]
        annotating.link(library, claim, mark.id)
    deciding.repair_by_hand(library, document, mark.anchor.span, "若干")
    assert mark.id in {m.id for m in reading.review(library, document).figures}


def test_a_removed_mark_is_not_found_again(library: Library, document: str) -> None:
    mark = figure(library, document, "46")
    annotating.remove(library, [mark.id])
    comma = next(d for d in reading.review(library, document).repairs if d.repair.original == ",")
    deciding.decide(library, [comma.id], ACCEPTED)
    assert not any("46" in text for text in figure_texts(library, document))


def test_a_figure_beside_a_loss_has_no_value_whatever_is_decided(library: Library, document: str) -> None:
    shown = repair_at(library, document, "?")
    for act in (
        lambda: deciding.decide(library, [shown.id], REJECTED),
        lambda: deciding.rewrite(library, shown.id, "6"),
        lambda: deciding.decide(library, [shown.id], ACCEPTED),
        lambda: deciding.reconsider(library, [shown.id]),
    ):
        act()
        near = [m for m in reading.review(library, document).figures if m.anchor.span.overlaps(shown.repair.span)]
        assert all(m.reading.trust is Trust.DAMAGED and m.reading.value is None for m in near)


def test_paragraphs_joined_by_a_repair_are_read_together(library: Library, document: str) -> None:
    original = reading.review(library, document).original
    at = original.index("\n全縣")
    deciding.repair_by_hand(library, document, Span(at, at + 1), "")
    state = reading.review(library, document)
    assert "通報全縣" in state.repaired
    for mark in state.figures:
        assert mark.reading.span.of(state.repaired) == mark.reading.text


def test_a_mark_across_paragraphs_is_read_again(library: Library, document: str) -> None:
    original = reading.review(library, document).original
    at = original.index("\n全縣")
    created = annotating.mark_figure(library, document, Span(at - 2, at + 3)).created[0]
    deciding.decide(library, [repair_at(library, document, "(chuàng)").id], ACCEPTED)
    mark = next(m for m in reading.review(library, document).figures if m.id == created)
    assert mark.reading.text == "通報\n全縣"


def test_a_repair_that_yields_to_another_decided_with_it(library: Library, document: str) -> None:
    gloss = repair_at(library, document, "(chuān)")
    deciding.decide(library, [gloss.id], ACCEPTED)
    hand = deciding.repair_by_hand(library, document, gloss.repair.span, "川").created[0]
    before = reading.review(library, document)
    deciding.decide(library, [gloss.id, hand], ACCEPTED)
    history.undo(library)
    assert reading.review(library, document) == before


def test_annotations_do_not_move(library: Library, document: str) -> None:
    claim = annotating.add_claim(library, document, [Span(2, 9), Span(20, 31)])
    before = reading.review(library, document).claims
    deciding.decide(library, [d.id for d in reading.review(library, document).repairs], ACCEPTED)
    assert reading.review(library, document).claims == before
    assert claim.created == (before[0].id,)


def test_marks_by_hand_are_of_hand(library: Library, document: str) -> None:
    original = reading.review(library, document).original
    at = original.index("滿意")
    created = annotating.mark_figure(library, document, Span(at, at + 2)).created
    mark = next(m for m in reading.review(library, document).figures if m.id == created[0])
    assert mark.origin is Origin.HAND
    deciding.decide(library, [d.id for d in reading.review(library, document).repairs], ACCEPTED)
    again = next(m for m in reading.review(library, document).figures if m.id == created[0])
    assert again.anchor == mark.anchor


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("(yè)", "", Kind.PINYIN_GLOSS),
        ("本站首發", "", Kind.INJECTED_TEXT),
        ("关", "關", Kind.SCRIPT_CONVERSION),
        (",", "，", Kind.PUNCTUATION_WIDTH),
        ("江 西", "江西", Kind.SPACING),
        ("", " ", Kind.SPACING),
        ("１", "1", Kind.COMPATIBILITY_FORM),
        ("?h委", "縣委", Kind.MOJIBAKE),
        ("。", "！", Kind.PUNCTUATION_WIDTH),
    ],
)
def test_the_kind_of_an_edit_by_hand(before: str, after: str, kind: Kind) -> None:
    assert kind_of_edit(before, after) is kind
