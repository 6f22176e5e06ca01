"""What a reviewer says: claims, verdicts, notes, tags, evidence, links, the state of figures.

A target is the id of a claim, of a figure mark or, for notes, of a document. Every function is one unit of work
that undo takes back, and raises `RequestProblem` for ids that are not there, `LibraryProblem` for what the disk
or another program does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.attachment import KeptFile, NewFile, plain_name
from reviewer.annotations.claim import Claim
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureState
from reviewer.annotations.verdict import UNCHECKED
from reviewer.services import attaching
from reviewer.services.changes import Changes
from reviewer.services.coding import put_tag, put_verdicts, remove_tag, set_tags
from reviewer.services.committing import committed
from reviewer.services.library import Library
from reviewer.services.marking import mark_figure
from reviewer.services.problem import RequestProblem
from reviewer.services.reading import tags, verdicts
from reviewer.services.shelving import remove_documents, set_document_done, set_document_script
from reviewer.services.targets import Targets, only, target, targets, words_of
from reviewer.services.wording import of_verdict, one_or_many, shortened
from reviewer.store import claims, codebook, evidence
from reviewer.store.rows import Key, Row, Value, new_id, now
from reviewer.store.schema import attachment as attachment_table
from reviewer.store.schema import claim as claim_table
from reviewer.store.schema import claim_anchor, claim_tag
from reviewer.store.schema import document as document_table
from reviewer.store.schema import evidence as evidence_table
from reviewer.store.schema import figure as figure_table
from reviewer.store.schema import link as link_table
from reviewer.store.unit import Unit
from reviewer.text.message import Message
from reviewer.text.span import Span

__all__ = [
    "add_claim",
    "change_passages",
    "link",
    "mark_figure",
    "put_evidence",
    "put_tag",
    "put_verdicts",
    "remove",
    "remove_documents",
    "remove_evidence",
    "remove_tag",
    "set_document_done",
    "set_document_script",
    "set_figure_state",
    "set_note",
    "set_tags",
    "set_verdict",
    "tags",
    "unlink",
    "verdicts",
]


def add_claim(library: Library, document: str, spans: Sequence[Span], verdict: str = UNCHECKED) -> Changes:
    """Mark passages of the original as one claim; pieces that overlap or touch become one."""
    with library.unit() as unit:
        original = library.original(unit.connection, document)
        pieces = _pieces(spans, len(original))
        _require_verdict(unit, verdict)
        moment = now()
        anchors = tuple(Anchor.at(original, piece) for piece in pieces)
        made = Claim(new_id("c"), document, anchors, verdict, author=unit.who, created=moment, changed=moment)
        unit.documents.add(document)
        unit.insert(claim_table, [claims.claim_row(made)])
        unit.insert(claim_anchor, claims.anchor_rows(made))
        return committed(unit, Message.of("history.claim-added", quote=words_of(made)))


def change_passages(library: Library, claim: str, passage: Span) -> Changes:
    """Make a passage one more piece of a claim, or take it out of the claim that has all of it."""
    with library.unit() as unit:
        chosen = only(targets(unit.connection, [claim]), "claims")
        before = chosen.claims[0]
        original = library.original(unit.connection, before.document)
        pieces = _pieces(without_or_with([anchor.span for anchor in before.anchors], passage), len(original))
        after = replace(before, anchors=tuple(Anchor.at(original, piece) for piece in pieces))
        unit.documents |= chosen.touched
        _exchange_anchors(unit, before, after)
        unit.update(claim_table, _stamped(unit, {claim: {"verdict": before.verdict}}, {}))
        return committed(unit, Message.of("history.claim-passages", quote=words_of(after)))


def without_or_with(pieces: Sequence[Span], passage: Span) -> list[Span]:
    """The pieces without a passage that one of them has all of, else with it."""
    if not any(piece.covers(passage) for piece in pieces):
        return [*pieces, passage]
    return [rest for piece in pieces for rest in _cut(piece, passage) if rest]


def _cut(piece: Span, out: Span) -> tuple[Span, ...]:
    """What is left of a piece."""
    if not piece.covers(out):
        return (piece,)
    return Span(piece.start, out.start), Span(out.end, piece.end)


def _exchange_anchors(unit: Unit, before: Claim, after: Claim) -> None:
    """The pieces of a claim as they are now: kept rows changed, others gone or new."""
    rows, kept = claims.anchor_rows(after), min(len(before.anchors), len(after.anchors))
    unit.update(claim_anchor, {(after.id, place): row for place, row in enumerate(rows[:kept])})
    unit.delete(claim_anchor, [(after.id, place) for place in range(kept, len(before.anchors))])
    unit.insert(claim_anchor, rows[kept:])


def set_verdict(library: Library, claim_ids: Sequence[str], verdict: str) -> Changes:
    """Give claims a verdict of the library's scale."""
    with library.unit() as unit:
        chosen = only(targets(unit.connection, claim_ids), "claims")
        _require_verdict(unit, verdict)
        before = {c.id: {"verdict": c.verdict} for c in chosen.claims}
        unit.documents |= chosen.touched
        unit.update(claim_table, _stamped(unit, before, {"verdict": verdict}))
        return committed(unit, of_verdict(verdict, [words_of(c) for c in chosen.claims]))


def set_note(library: Library, target_id: str, note: str) -> Changes:
    """Write the note of a claim, a figure mark or a document; an empty one removes it."""
    with library.unit() as unit:
        chosen = target(unit.connection, target_id)
        unit.documents |= chosen.touched
        for table, things in ((claim_table, chosen.claims), (figure_table, chosen.figures)):
            unit.update(table, _stamped(unit, {t.id: {"note": t.note} for t in things}, {"note": note}))
        unit.update(document_table, {(record.id,): {"note": note} for record in chosen.documents})
        code = f"history.note-{_sort(chosen)}" + ("" if note else "-removed")
        return committed(unit, Message.of(code, quote=shortened(chosen.quotes[0])))


def set_figure_state(library: Library, mark_ids: Sequence[str], state: FigureState, corrected: str = "") -> Changes:
    """Say what fact-checking found about figures; `corrected` is the right value of a wrong one."""
    with library.unit() as unit:
        chosen = only(targets(unit.connection, mark_ids), "figures")
        values: Row = {"state": state.value, "corrected": corrected if state is FigureState.WRONG else ""}
        before = {m.id: {"state": m.state.value, "corrected": m.corrected} for m in chosen.figures}
        unit.documents |= chosen.touched
        unit.update(figure_table, _stamped(unit, before, values))
        quotes = [words_of(mark) for mark in chosen.figures]
        if values["corrected"]:
            return committed(unit, one_or_many("history.figure-corrected", quotes, corrected=shortened(corrected)))
        return committed(unit, one_or_many(f"history.figure-{state.value}", quotes))


def put_evidence(
    library: Library, target_id: str, piece: Evidence, files: Sequence[NewFile | KeptFile] = ()
) -> Changes:
    """Add evidence to a claim or figure mark, or replace the piece with its id; an empty id means a new one.

    Files that `piece` does not name any more are taken away, `files` are attached.
    """
    with library.unit() as unit:
        chosen = _annotated(unit, target_id)
        unit.documents |= chosen.touched
        quote, known = chosen.quotes[0], {e.id: e for e in chosen.evidence}
        if piece.id in known:
            unit.update(evidence_table, {(piece.id,): evidence.evidence_columns(piece)})
            gone = {file.id for file in known[piece.id].attachments} - {file.id for file in piece.attachments}
            unit.delete(attachment_table, [(file,) for file in sorted(gone)])
            attaching.keep_files(unit, piece.id, files)
            return committed(unit, Message.of("history.evidence-changed", source=_named(piece, files), quote=quote))
        claim, mark = (target_id, None) if chosen.claims else (None, target_id)
        place = evidence.next_ordinal(unit.connection, claim, mark)
        new = replace(piece, id=piece.id or new_id("e"))
        unit.insert(evidence_table, [evidence.evidence_row(new, claim, mark, place)])
        attaching.keep_files(unit, new.id, files)
        return committed(unit, Message.of("history.evidence-added", source=_named(piece, files), quote=quote))


def remove_evidence(library: Library, target_id: str, evidence_id: str) -> Changes:
    """Take a piece of evidence away from a claim or figure mark, with its files."""
    with library.unit() as unit:
        chosen = _annotated(unit, target_id)
        pieces = {e.id: e for e in chosen.evidence}
        if evidence_id not in pieces:
            raise RequestProblem("services.no-such-target")
        unit.documents |= chosen.touched
        _remove_pieces(unit, [pieces[evidence_id]])
        source = _named(pieces[evidence_id])
        return committed(unit, Message.of("history.evidence-removed", source=source, quote=chosen.quotes[0]))


def _remove_pieces(unit: Unit, pieces: Sequence[Evidence]) -> None:
    unit.delete(attachment_table, [(file.id,) for piece in pieces for file in piece.attachments])
    unit.delete(evidence_table, [(piece.id,) for piece in pieces])


def link(library: Library, claim: str, other: str) -> Changes:
    """Link a claim to another claim or to a figure mark; a link that is there already stays one."""
    with library.unit() as unit:
        one, two = _ends(unit, claim, other)
        if not claims.links_at(unit.connection, claim, other):
            to_claim, to_figure = (other, None) if two.claims else (None, other)
            row: Row = {"id": new_id("l"), "claim": claim, "other_claim": to_claim, "figure": to_figure}
            unit.insert(link_table, [row])
        return committed(unit, Message.of("history.linked", quote=one.quotes[0], other=two.quotes[0]))


def unlink(library: Library, claim: str, other: str) -> Changes:
    """Remove the link between a claim and another claim or a figure mark."""
    with library.unit() as unit:
        one, two = _ends(unit, claim, other)
        unit.delete(link_table, [(row["id"],) for row in claims.links_at(unit.connection, claim, other)])
        return committed(unit, Message.of("history.unlinked", quote=one.quotes[0], other=two.quotes[0]))


def remove(library: Library, target_ids: Sequence[str]) -> Changes:
    """Remove claims with all that hangs on them, and figure marks, which are kept from being found again."""
    with library.unit() as unit:
        chosen = targets(unit.connection, target_ids)
        if chosen.documents:
            raise RequestProblem("services.no-such-target")
        unit.documents |= chosen.touched
        for made in chosen.claims:
            _remove_claim(unit, made)
        marks = {m.id: {"removed": int(m.removed)} for m in chosen.figures}
        unit.update(figure_table, _stamped(unit, marks, {"removed": 1}))
        sort = "claim" if not chosen.figures else "figure" if not chosen.claims else "mark"
        return committed(unit, one_or_many(f"history.removed-{sort}", chosen.quotes))


def _remove_claim(unit: Unit, made: Claim) -> None:
    unit.delete(link_table, [(row["id"],) for row in claims.links_at(unit.connection, made.id)])
    _remove_pieces(unit, made.evidence)
    unit.delete(claim_tag, [(made.id, name) for name in made.tags])
    unit.delete(claim_anchor, [(made.id, ordinal) for ordinal in range(len(made.anchors))])
    unit.delete(claim_table, [(made.id,)])


def _pieces(spans: Sequence[Span], length: int) -> list[Span]:
    pieces: list[Span] = []
    for span in sorted(span for span in spans if span):
        if pieces and span.start <= pieces[-1].end:
            pieces[-1] = Span(pieces[-1].start, max(pieces[-1].end, span.end))
        else:
            pieces.append(span)
    if not pieces or pieces[-1].end > length:
        raise RequestProblem("services.no-passage")
    return pieces


def _require_verdict(unit: Unit, verdict: str) -> None:
    if verdict not in {step.key for step in codebook.scale(unit.connection)}:
        raise RequestProblem("services.no-such-verdict", verdict=verdict)


def _stamped(unit: Unit, before: Mapping[str, Mapping[str, Value]], values: Row) -> dict[Key, Row]:
    """The values for those rows that differ from them, with who changed them and when."""
    stamp: Row = {"author": unit.who, "changed": now()}
    return {(identity,): values | stamp for identity, row in before.items() if row != values}


def _annotated(unit: Unit, target_id: str) -> Targets:
    chosen = target(unit.connection, target_id)
    if chosen.documents:
        raise RequestProblem("services.no-such-target")
    return chosen


def _ends(unit: Unit, claim: str, other: str) -> tuple[Targets, Targets]:
    one, two = target(unit.connection, claim), _annotated(unit, other)
    if not one.claims or claim == other:
        raise RequestProblem("services.no-link")
    unit.documents |= one.touched | two.touched
    return one, two


def _sort(chosen: Targets) -> str:
    return "claim" if chosen.claims else "figure" if chosen.figures else "document"


def _named(piece: Evidence, files: Sequence[NewFile | KeptFile] = ()) -> str:
    names = (*(file.name for file in piece.attachments), *(plain_name(file.name) for file in files), "–")
    return shortened(piece.address or piece.quotation or piece.note or names[0])
