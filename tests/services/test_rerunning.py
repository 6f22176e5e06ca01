"""A newer engine on a reviewed document: every decision of a person stays, the differences are told, undo is exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureState
from reviewer.repair import engine
from reviewer.repair.damage import Decision, Kind, Loss, LossKind, Repair
from reviewer.repair.plan import RepairPlan
from reviewer.repair.progress import Cancelled
from reviewer.services import annotating, deciding, differing, history, importing, reading, rerunning
from reviewer.services.differing import Sort
from reviewer.services.importing import Prepared
from reviewer.services.library import Library, check
from reviewer.services.problem import RequestProblem
from reviewer.services.reading import ReviewState
from reviewer.text.message import Message
from reviewer.text.span import Span

Make = Callable[..., Prepared]
ACCEPTED, REJECTED, PROPOSED = Decision.ACCEPTED, Decision.REJECTED, Decision.PROPOSED
SAID = Message.of("services.by-hand")
NEWER = "999"


def made(text: str, words: str, replacement: str, decision: Decision = ACCEPTED, version: int = 2) -> Repair:
    at = text.index(words)
    return Repair(
        at, at + len(words), words, replacement, Kind.PINYIN_GLOSS, "test", version, 0.99, (SAID,), (), decision
    )


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the engine be a newer one that proposes these repairs and losses."""

    def set_up(*repairs: Repair, losses: tuple[Loss, ...] = ()) -> None:
        ordered = tuple(sorted(repairs, key=lambda one: (one.start, one.end)))
        monkeypatch.setattr(engine, "ENGINE", NEWER)
        monkeypatch.setattr(
            engine, "propose", lambda text, undecodable=(), progress=None: RepairPlan(text, ordered, losses, NEWER)
        )

    return set_up


def kept(state: ReviewState, words: str) -> DecidedRepair:
    return next(one for one in state.repairs if one.repair.original == words)


def everything(library: Library, document: str) -> ReviewState:
    return reading.review(library, document)


def said_by_people(state: ReviewState) -> tuple[object, ...]:
    """All that a person decided, made, wrote or marked."""
    decisions = [
        (d.id, d.repair.span, d.repair.original, d.decided, d.rewritten, d.manual, d.author, d.changed, d.replacement)
        for d in state.repairs
        if d.decided is not None or d.manual
    ]
    figures = [(m.id, m.state, m.note, m.tags, m.evidence, m.author) for m in state.figures if m.author or m.note]
    return decisions, figures, tuple(state.claims), state.document.note, state.document.done


def test_the_same_engine_finds_no_difference(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "通報.txt"
    path.write_bytes(
        "青川縣(chuān)創(chuàng)新企業達46家。ﬁ １２３\n".encode() + b"\xff\n" * 1 + ("山河" * 200).encode()
    )
    document = importing.store_prepared(library, importing.prepare(path)).document
    before = everything(library, document)
    assert before.losses
    found = rerunning.rerun(library, document)
    assert found.differences == ()
    assert found.comparison.explained == ()
    assert found.losses == tuple(before.losses)
    assert not rerunning.age(library, document).outdated
    assert rerunning.take(library, found).entry is None
    assert everything(library, document) == before


def test_what_a_newer_engine_would_do_is_told_and_nothing_is_changed(
    library: Library, document: str, newer: Callable[..., None]
) -> None:
    before = everything(library, document)
    text = before.original
    newer(made(text, "(chuān)", ""), made(text, "(chuàng)", "造"), made(text, "來信", "來函"))
    found = rerunning.rerun(library, document)
    told = {(one.sort, one.span.of(text)) for one in found.differences}
    assert (Sort.CHANGED, "(chuān)") in told  # It is sure now, it was not.
    assert (Sort.CHANGED, "(chuàng)") in told
    assert (Sort.NEW, "來信") in told
    assert (Sort.GONE, "?") in told
    assert everything(library, document) == before
    assert rerunning.age(library, document).outdated


def test_taking_all_keeps_every_decision_and_undo_restores_exactly(
    library: Library, document: str, newer: Callable[..., None]
) -> None:
    text = everything(library, document).original
    deciding.decide(library, [kept(everything(library, document), "(chuān)").id], REJECTED)
    deciding.rewrite(library, kept(everything(library, document), "(chuàng)").id, "〔創〕")
    at = text.index("來信")
    deciding.repair_by_hand(library, document, Span(at, at + 2), "來訪")
    claim = annotating.add_claim(library, document, [Span(3, 20)]).created[0]
    annotating.set_note(library, claim, "查無此事")
    mark = next(m for m in everything(library, document).figures if "46" in m.reading.text)
    annotating.set_figure_state(library, [mark.id], FigureState.VERIFIED)
    before = everything(library, document)
    newer(
        made(text, "(chuān)", ""),
        made(text, "(chuàng)", ""),
        made(text, "受理來信", "受理信訪"),
        made(text, "群眾", "羣眾"),
        made(text, "46", "四十六"),
    )
    found = rerunning.rerun(library, document)
    changes = rerunning.take(library, found)
    after = everything(library, document)
    assert changes.entry is not None
    assert said_by_people(after) == said_by_people(before)
    assert "受理來訪" in after.repaired
    assert "羣眾" in after.repaired
    assert "(chuān)" in after.repaired
    assert "〔創〕" in after.repaired
    assert after.document.engine == NEWER
    assert not rerunning.age(library, document).outdated
    assert not check(library.path).findings
    history.undo(library)
    assert everything(library, document) == before
    assert rerunning.age(library, document).outdated
    history.redo(library)
    assert everything(library, document) == after
    assert not check(library.path).findings


def test_a_difference_that_touches_a_decision_is_told_and_left(
    library: Library, document: str, newer: Callable[..., None]
) -> None:
    text = everything(library, document).original
    gloss = kept(everything(library, document), "(chuān)")
    deciding.decide(library, [gloss.id], ACCEPTED)
    newer(made(text, "縣(chuān)", "縣〔川〕"))
    found = rerunning.rerun(library, document)
    place = next(i for i, one in enumerate(found.differences) if one.after)
    assert found.differences[place].held
    assert place not in found.free()
    rerunning.take(library, found, [])
    assert kept(everything(library, document), "(chuān)").decided is ACCEPTED


def test_a_held_difference_is_taken_when_it_is_named(
    library: Library, document: str, newer: Callable[..., None]
) -> None:
    text = everything(library, document).original
    gloss = kept(everything(library, document), "(chuān)")
    deciding.decide(library, [gloss.id], ACCEPTED)
    before = everything(library, document)
    newer(made(text, "縣(chuān)", "縣〔川〕"))
    found = rerunning.rerun(library, document)
    rerunning.take(library, found, [next(i for i, one in enumerate(found.differences) if one.after)])
    after = everything(library, document)
    assert "青川縣〔川〕工業局" in after.repaired
    assert kept(after, "(chuān)").decided is REJECTED
    assert (kept(after, "縣(chuān)").decided, kept(after, "縣(chuān)").author) == (ACCEPTED, "林審閱")
    history.undo(library)
    assert everything(library, document) == before


def test_what_is_rejected_stays_rejected_when_the_engine_no_longer_makes_it(
    library: Library, document: str, newer: Callable[..., None]
) -> None:
    gloss = kept(everything(library, document), "(chuān)")
    deciding.decide(library, [gloss.id], REJECTED)
    newer()
    found = rerunning.rerun(library, document)
    assert all(one.before[0].id != gloss.id for one in found.differences)
    rerunning.take(library, found)
    assert kept(everything(library, document), "(chuān)").decided is REJECTED


def test_an_accepted_repair_that_the_engine_no_longer_makes_is_told_and_stays(
    library: Library, document: str, newer: Callable[..., None]
) -> None:
    gloss = kept(everything(library, document), "(chuān)")
    deciding.decide(library, [gloss.id], ACCEPTED)
    newer()
    found = rerunning.rerun(library, document)
    (told,) = [one for one in found.differences if one.before[0].id == gloss.id]
    assert (told.sort, told.held) == (Sort.GONE, True)
    rerunning.take(library, found)
    assert kept(everything(library, document), "(chuān)").decided is ACCEPTED


@pytest.mark.parametrize("hand", ["川", "〔川〕"])
def test_an_engine_that_agrees_with_a_person_adds_nothing(
    library: Library, document: str, newer: Callable[..., None], hand: str
) -> None:
    text = everything(library, document).original
    at = text.index("(chuān)")
    by_hand = deciding.repair_by_hand(library, document, Span(at, at + 7), hand).created
    newer(made(text, "(chuān)", hand))
    found = rerunning.rerun(library, document)
    assert not any(one.after for one in found.differences)
    rerunning.take(library, found)
    assert [one.id for one in everything(library, document).repairs if one.repair.span.start == at] == list(by_hand)


def test_a_repair_that_stays_is_explained_anew_under_its_decision(
    library: Library, document: str, newer: Callable[..., None]
) -> None:
    state = everything(library, document)
    gloss = kept(state, "(chuān)")
    deciding.decide(library, [gloss.id], ACCEPTED)
    newer(*(replace(one.repair, rule_version=7, confidence=0.97) for one in state.repairs), losses=tuple(state.losses))
    found = rerunning.rerun(library, document)
    assert found.differences == ()
    rerunning.take(library, found)
    after = everything(library, document)
    assert {one.repair.rule_version for one in after.repairs} == {7}
    assert kept(after, "(chuān)").decided is ACCEPTED
    assert after.repaired == state.repaired.replace("(chuān)", "")


def test_losses_are_those_of_the_newer_engine(library: Library, document: str, newer: Callable[..., None]) -> None:
    before = everything(library, document)
    at = before.original.index("46")
    lost = Loss(at, at + 1, LossKind.BYTE_SHIFT, SAID, SAID)
    newer(*(one.repair for one in before.repairs if one.repair.original != "?"), losses=(lost,))
    rerunning.take(library, rerunning.rerun(library, document))
    after = everything(library, document)
    assert tuple(after.losses) == (lost,)
    assert "46" in [mark.reading.value for mark in before.figures]
    assert "46" not in [mark.reading.value for mark in after.figures]
    history.undo(library)
    assert everything(library, document) == before
    assert check(library.path).findings == ()


def test_a_comparison_grown_stale_is_refused(library: Library, document: str, newer: Callable[..., None]) -> None:
    text = everything(library, document).original
    newer(made(text, "群眾", "羣眾"))
    found = rerunning.rerun(library, document)
    deciding.decide(library, [kept(everything(library, document), "(chuān)").id], REJECTED)
    before = everything(library, document)
    with pytest.raises(RequestProblem) as caught:
        rerunning.take(library, found)
    assert caught.value.message.code == "services.changed-since"
    assert everything(library, document) == before


@pytest.mark.parametrize("places", [[-1], [99], [0, 99]])
def test_places_that_are_none(library: Library, document: str, newer: Callable[..., None], places: list[int]) -> None:
    newer(made(everything(library, document).original, "群眾", "羣眾"))
    found = rerunning.rerun(library, document)
    with pytest.raises(RequestProblem):
        rerunning.take(library, found, places)


def test_an_unknown_or_removed_document(library: Library, document: str) -> None:
    annotating.remove_documents(library, [document])
    for name in (document, "d0"):
        with pytest.raises(RequestProblem):
            rerunning.rerun(library, name)
        with pytest.raises(RequestProblem):
            rerunning.age(library, name)


def test_a_rerun_is_given_up_where_its_progress_says_so(library: Library, document: str) -> None:
    def stop(share: float) -> None:
        raise Cancelled

    before = everything(library, document)
    with pytest.raises(Cancelled):
        rerunning.rerun(library, document, stop)
    assert everything(library, document) == before


def test_rules_of_another_version_make_a_plan_old(
    library: Library, made: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "ENGINE", "test")
    document = importing.store_prepared(library, replace(made(), rules=(("gloss", 1),))).document
    assert rerunning.age(library, document).outdated
    rerunning.take(library, rerunning.rerun(library, document), [])
    assert rerunning.age(library, document).engine == "test"
    assert not rerunning.age(library, document).outdated


WORDS = "甲乙丙丁戊己庚辛壬癸"


@st.composite
def plans(draw: st.DrawFn) -> list[Repair]:
    """Disjoint repairs of ten characters."""
    cuts = sorted(draw(st.lists(st.integers(0, 10), max_size=8)))
    found = []
    for start, end in pairwise(cuts):
        if draw(st.booleans()) and (start < end or not found or found[-1].end < start):
            words = WORDS[start:end]
            new = draw(st.sampled_from(["", "x", "yy"]))
            if new != words:
                decision = draw(st.sampled_from([ACCEPTED, PROPOSED]))
                found.append(Repair(start, end, words, new, Kind.SPACING, "r", 1, 0.9, (SAID,), (), decision))
    return found


@settings(max_examples=300, deadline=None)
@given(plans(), plans(), st.data())
def test_all_differences_taken_lead_to_the_new_plan_but_for_what_people_hold(
    old: list[Repair], new: list[Repair], data: st.DataObject
) -> None:
    decided = [
        DecidedRepair(f"r{i}", "d", one, data.draw(st.sampled_from([None, None, ACCEPTED, REJECTED])))
        for i, one in enumerate(old)
    ]
    found = differing.compare(decided, new)
    told = {one.id: one.repair for one in found.explained}
    touched = {one.id for difference in found.differences for one in difference.before}
    assert not touched & told.keys()
    free = [one for one in found.differences if not one.held]
    gone = {one.id for difference in free for one in difference.before}
    result = [told.get(one.id, one.repair) for one in decided if one.id not in gone]
    result += [one for difference in free for one in difference.after]
    held = [one for one in decided if differing.is_held(one)]
    assert {one.id for one in held} & gone == set()
    if not held:
        assert sorted(result, key=lambda r: (r.start, r.end)) == new
    places = [one.span for one in found.differences]
    assert places == sorted(places)
    assert all(a.end <= b.start for a, b in pairwise(places))
