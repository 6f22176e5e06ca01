"""What a reviewer says is kept as said, and taken back as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from reviewer.annotations.claim import Claim
from reviewer.annotations.codebook import Tag
from reviewer.annotations.evidence import Evidence, Stance
from reviewer.annotations.figure_mark import FigureMark, FigureState, Origin
from reviewer.annotations.verdict import DEFAULT_SCALE, Verdict
from reviewer.services import annotating, history, importing, reading
from reviewer.services.changes import What
from reviewer.services.importing import Prepared
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.text.span import Span


@pytest.fixture
def claim(library: Library, document: str) -> str:
    return annotating.add_claim(library, document, [Span(0, 3)]).created[0]


def claims(library: Library, document: str) -> tuple[Claim, ...]:
    return reading.review(library, document).claims


def one(library: Library, document: str, identity: str) -> Claim | FigureMark:
    state = reading.review(library, document)
    return next(thing for thing in (*state.claims, *state.figures) if thing.id == identity)


@pytest.fixture
def mark(library: Library, document: str) -> str:
    return reading.review(library, document).figures[0].id


def test_a_claim_in_pieces_over_paragraphs(library: Library, document: str) -> None:
    original = reading.review(library, document).original
    changes = annotating.add_claim(library, document, [Span(30, 40), Span(0, 4), Span(4, 6), Span(8, 8)])
    (made,) = claims(library, document)
    assert changes.created == (made.id,)
    assert changes.what == {What.CLAIMS}
    assert [a.span for a in made.anchors] == [Span(0, 6), Span(30, 40)]
    assert [a.quote.exact for a in made.anchors] == [original[0:6], original[30:40]]
    assert (made.verdict, made.author) == ("not-yet-checked", "林審閱")


def test_a_claim_gains_and_loses_passages(library: Library, document: str) -> None:
    claim = annotating.add_claim(library, document, [Span(30, 40)]).created[0]

    def pieces() -> list[tuple[int, int]]:
        return [(a.span.start, a.span.end) for a in one(library, document, claim).anchors]  # type: ignore[union-attr]

    for passage, expected in (
        (Span(0, 4), [(0, 4), (30, 40)]),
        (Span(4, 6), [(0, 6), (30, 40)]),
        (Span(35, 45), [(0, 6), (30, 45)]),
        (Span(33, 36), [(0, 6), (30, 33), (36, 45)]),
        (Span(0, 6), [(30, 33), (36, 45)]),
        (Span(31, 38), [(30, 45)]),
    ):
        annotating.change_passages(library, claim, passage)
        assert pieces() == expected
    for _ in range(6):
        history.undo(library)
    assert pieces() == [(30, 40)]
    history.redo(library)
    assert pieces() == [(0, 4), (30, 40)]


def test_a_claim_keeps_a_passage(library: Library, document: str, mark: str) -> None:
    claim = annotating.add_claim(library, document, [Span(30, 40)]).created[0]
    for passage in (Span(30, 40), Span(3, 100_000)):
        with pytest.raises(RequestProblem):
            annotating.change_passages(library, claim, passage)
    with pytest.raises(RequestProblem):
        annotating.change_passages(library, mark, Span(0, 4))
    assert [a.span for a in one(library, document, claim).anchors] == [Span(30, 40)]  # type: ignore[union-attr]


def test_claims_may_overlap_and_come_in_reading_order(library: Library, document: str) -> None:
    for span in (Span(10, 20), Span(0, 15), Span(5, 30)):
        annotating.add_claim(library, document, [span])
    assert [c.anchors[0].span.start for c in claims(library, document)] == [0, 5, 10]


@pytest.mark.parametrize("spans", [[], [Span(3, 3)], [Span(0, 10_000)]])
def test_a_claim_needs_a_passage(library: Library, document: str, spans: list[Span]) -> None:
    with pytest.raises(RequestProblem):
        annotating.add_claim(library, document, spans)
    assert claims(library, document) == ()


@pytest.mark.parametrize("verdict", [step.key for step in DEFAULT_SCALE])
def test_verdicts(library: Library, document: str, claim: str, verdict: str) -> None:
    annotating.set_verdict(library, [claim], verdict)
    assert claims(library, document)[0].verdict == verdict


def test_an_unknown_verdict(library: Library, document: str, claim: str) -> None:
    with pytest.raises(RequestProblem):
        annotating.set_verdict(library, [claim], "maybe")


def test_a_scale_of_ones_own(library: Library, document: str, claim: str) -> None:
    scale = (Verdict("half-true", "amber", "半真半假"), Verdict("not-yet-checked", "neutral"))
    annotating.put_verdicts(library, scale)
    assert reading.verdicts(library) == scale
    annotating.set_verdict(library, [claim], "half-true")
    with pytest.raises(RequestProblem):
        annotating.put_verdicts(library, DEFAULT_SCALE)
    for _ in range(2):
        history.undo(library)
    assert reading.verdicts(library) == DEFAULT_SCALE


def test_notes_on_claims_figures_and_documents(library: Library, document: str, claim: str, mark: str) -> None:
    text = "問過統計局\n「口徑」不同 😀"
    for target in (claim, mark, document):
        annotating.set_note(library, target, text)
    state = reading.review(library, document)
    assert (state.claims[0].note, state.figures[0].note, state.document.note) == (text, text, text)
    annotating.set_note(library, claim, "")
    assert claims(library, document)[0].note == ""


def test_a_note_with_a_lone_surrogate_is_kept_as_text(library: Library, document: str, claim: str) -> None:
    annotating.set_note(library, claim, "壞\ud83d字")
    assert claims(library, document)[0].note == "壞\ufffd字"


def test_lone_surrogates_stop_no_kind_of_annotation(library: Library, document: str, claim: str, mark: str) -> None:
    lone = "壞\ud83d字"
    library.reviewer = lone
    annotating.set_tags(library, claim, [lone])
    annotating.put_evidence(library, claim, Evidence("", lone, quotation=lone))
    annotating.set_figure_state(library, [mark], FigureState.WRONG, lone)
    (made,) = claims(library, document)
    assert (made.tags, made.evidence[0].quotation) == (("壞\ufffd字",), "壞\ufffd字")
    assert all("\ud83d" not in f"{entry.who}{entry.message}" for entry in history.entries(library))


def test_tags_enter_the_codebook(library: Library, document: str, claim: str, mark: str) -> None:
    changes = annotating.set_tags(library, claim, ["預算", " 農業 ", "", "預算"])
    assert What.TAGS in changes.what
    assert claims(library, document)[0].tags == ("預算", "農業")
    annotating.set_tags(library, mark, ["農業"])
    assert [tag.name for tag in annotating.tags(library)] == ["預算", "農業"]
    annotating.set_tags(library, claim, ["農業", "水利"])
    assert claims(library, document)[0].tags == ("農業", "水利")
    annotating.set_tags(library, claim, [])
    assert claims(library, document)[0].tags == ()


def test_the_codebook(library: Library, document: str, claim: str, mark: str) -> None:
    annotating.put_tag(library, Tag("預算", "與預算有關", "#123456"))
    annotating.set_tags(library, claim, ["預算"])
    annotating.set_tags(library, mark, ["預算"])
    annotating.put_tag(library, Tag("預算", "凡涉及預算者", "#654321"))
    assert annotating.tags(library) == (Tag("預算", "凡涉及預算者", "#654321"),)
    changes = annotating.remove_tag(library, "預算")
    assert changes.documents == {document}
    assert annotating.tags(library) == ()
    assert one(library, document, claim).tags == one(library, document, mark).tags == ()
    history.undo(library)
    assert one(library, document, claim).tags == one(library, document, mark).tags == ("預算",)


def test_evidence(library: Library, document: str, claim: str, mark: str) -> None:
    piece = Evidence(
        "", "https://archive.example/1", Stance.CONTRADICTS, "https://copy.example/1", "原文", "2024-05-01", "頁3"
    )
    for target, part in ((claim, What.CLAIMS), (mark, What.FIGURES)):
        changes = annotating.put_evidence(library, target, piece)
        assert changes.what == {part}
        stored = one(library, document, target).evidence
        assert stored == (replace(piece, id=changes.created[0]),)
    second = annotating.put_evidence(library, claim, Evidence("", "https://b.example")).created[0]
    changed = replace(one(library, document, claim).evidence[0], quotation="另一段")
    annotating.put_evidence(library, claim, changed)
    assert [e.quotation for e in one(library, document, claim).evidence] == ["另一段", ""]
    annotating.remove_evidence(library, claim, second)
    assert one(library, document, claim).evidence == (changed,)


def test_evidence_of_another_claim_is_out_of_reach(library: Library, document: str, claim: str, mark: str) -> None:
    piece = annotating.put_evidence(library, claim, Evidence("", "https://a.example")).created[0]
    with pytest.raises(RequestProblem):
        annotating.remove_evidence(library, mark, piece)
    with pytest.raises(RequestProblem):
        annotating.put_evidence(library, document, Evidence("", "https://a.example"))


def test_links_are_seen_from_both_ends(library: Library, document: str, claim: str, mark: str) -> None:
    other = annotating.add_claim(library, document, [Span(5, 9)]).created[0]
    annotating.link(library, claim, other)
    annotating.link(library, other, claim)
    annotating.link(library, claim, mark)
    assert set(one(library, document, claim).links) == {other, mark}  # type: ignore[union-attr]
    assert one(library, document, other).links == (claim,)  # type: ignore[union-attr]
    assert reading.claims_linked(library, mark) == (claim,)
    annotating.unlink(library, other, claim)
    assert one(library, document, claim).links == (mark,)  # type: ignore[union-attr]


def test_links_that_make_no_sense(library: Library, document: str, claim: str, mark: str) -> None:
    for one_end, other in ((claim, claim), (mark, claim), (claim, document), (document, claim), (claim, "c0")):
        with pytest.raises(RequestProblem):
            annotating.link(library, one_end, other)


def test_the_state_of_a_figure(library: Library, document: str, mark: str) -> None:
    annotating.set_figure_state(library, [mark], FigureState.WRONG, "47家")
    seen = one(library, document, mark)
    assert isinstance(seen, FigureMark)
    assert (seen.state, seen.corrected) == (FigureState.WRONG, "47家")
    annotating.set_figure_state(library, [mark], FigureState.VERIFIED, "47家")
    seen = one(library, document, mark)
    assert isinstance(seen, FigureMark)
    assert (seen.state, seen.corrected) == (FigureState.VERIFIED, "")


def test_a_figure_marked_by_hand(library: Library, document: str) -> None:
    original = reading.review(library, document).original
    at = original.index("若干") if "若干" in original else original.index("排名")
    changes = annotating.mark_figure(library, document, Span(at, at + 2))
    seen = one(library, document, changes.created[0])
    assert isinstance(seen, FigureMark)
    assert (seen.origin, seen.reading.text, seen.reading.value) == (Origin.HAND, original[at : at + 2], None)
    assert not seen.reading.checkable


def test_a_mark_by_hand_reads_what_can_be_read(library: Library, document: str, mark: str) -> None:
    seen = one(library, document, mark)
    assert isinstance(seen, FigureMark)
    annotating.remove(library, [mark])
    again = annotating.mark_figure(library, document, seen.anchor.span)
    assert again.created == (mark,)
    assert again.rows is not None
    assert mark in again.rows
    back = one(library, document, mark)
    assert isinstance(back, FigureMark)
    assert back.reading == seen.reading


def test_a_wider_mark_takes_the_place_of_the_programs(library: Library, document: str, mark: str) -> None:
    seen = one(library, document, mark)
    assert isinstance(seen, FigureMark)
    wider = Span(seen.anchor.span.start - 1, seen.anchor.span.end + 1)
    changes = annotating.mark_figure(library, document, wider)
    figures = reading.review(library, document).figures
    assert [m.id for m in figures if m.anchor.span.overlaps(wider)] == list(changes.created)
    history.undo(library)
    assert one(library, document, mark) == seen


def test_a_mark_needs_a_passage(library: Library, document: str) -> None:
    for span in (Span(3, 3), Span(0, 10_000)):
        with pytest.raises(RequestProblem):
            annotating.mark_figure(library, document, span)


def test_a_claim_goes_with_all_that_hangs_on_it(library: Library, document: str, claim: str, mark: str) -> None:
    other = annotating.add_claim(library, document, [Span(5, 9)]).created[0]
    annotating.put_evidence(library, claim, Evidence("", "https://a.example"))
    annotating.set_tags(library, claim, ["預算"])
    annotating.link(library, claim, mark)
    annotating.link(library, other, claim)
    before = reading.review(library, document)
    annotating.remove(library, [claim, mark])
    after = reading.review(library, document)
    assert [c.id for c in after.claims] == [other]
    assert after.claims[0].links == ()
    assert mark not in {m.id for m in after.figures}
    history.undo(library)
    assert reading.review(library, document) == before


def test_documents_done_and_removed(library: Library, document: str) -> None:
    assert annotating.set_document_done(library, document, True).what == {What.DOCUMENTS}
    assert reading.documents(library)[0].done
    annotating.set_document_script(library, document, "simplified")
    assert reading.review(library, document).document.script == "simplified"
    with pytest.raises(RequestProblem):
        annotating.set_document_script(library, document, "latin")
    annotating.remove_documents(library, [document])
    assert reading.documents(library) == ()
    for _ in range(3):
        history.undo(library)
    assert not reading.documents(library)[0].done


@pytest.mark.parametrize("target", ["c0", "f0", "d0", "x", ""])
def test_what_is_not_there(library: Library, document: str, target: str) -> None:
    for act in (
        lambda: annotating.set_note(library, target, "x"),
        lambda: annotating.set_tags(library, target, ["x"]),
        lambda: annotating.remove(library, [target]),
        lambda: annotating.set_verdict(library, [target], "disputed"),
        lambda: annotating.set_figure_state(library, [target], FigureState.WRONG),
        lambda: annotating.set_document_done(library, target, True),
        lambda: annotating.put_evidence(library, target, Evidence("", "x")),
        lambda: annotating.add_claim(library, target, [Span(0, 1)]),
    ):
        with pytest.raises(RequestProblem):
            act()
    assert len(history.entries(library)) == 1


def test_targets_of_the_wrong_sort(library: Library, document: str, claim: str, mark: str) -> None:
    for act in (
        lambda: annotating.set_verdict(library, [mark], "disputed"),
        lambda: annotating.set_verdict(library, [claim, mark], "disputed"),
        lambda: annotating.set_figure_state(library, [claim], FigureState.WRONG),
        lambda: annotating.set_document_done(library, claim, True),
        lambda: annotating.remove(library, [document]),
        lambda: annotating.set_tags(library, document, ["x"]),
    ):
        with pytest.raises(RequestProblem):
            act()
    assert len(history.entries(library)) == 2


def test_saying_the_same_again_is_no_action(library: Library, document: str, claim: str, mark: str) -> None:
    acts: list[Callable[[], object]] = [
        lambda: annotating.set_verdict(library, [claim], "disputed"),
        lambda: annotating.set_note(library, claim, "同"),
        lambda: annotating.set_tags(library, claim, ["甲", "乙"]),
        lambda: annotating.set_figure_state(library, [mark], FigureState.WRONG, "1"),
        lambda: annotating.link(library, claim, mark),
        lambda: annotating.put_tag(library, Tag("甲", "義")),
        lambda: annotating.set_document_done(library, document, True),
    ]
    for act in acts:
        act()
    done = history.entries(library)
    before = reading.review(library, document)
    for act in acts:
        act()
    assert history.entries(library) == done
    assert reading.review(library, document) == before


def test_annotations_of_documents_stay_apart(library: Library, document: str, made: Callable[..., Prepared]) -> None:
    other = importing.store_prepared(library, made("另一份報告,46家\n", "b.txt")).document
    annotating.add_claim(library, other, [Span(0, 2)])
    assert claims(library, document) == ()
    assert len(claims(library, other)) == 1
