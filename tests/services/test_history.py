"""Undo and redo of everything: undo after do is identity and redo restores, for any sequence of actions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.annotations.attachment import NewFile
from reviewer.annotations.codebook import Tag
from reviewer.annotations.evidence import Evidence, Stance
from reviewer.annotations.figure_mark import FigureState
from reviewer.annotations.verdict import DEFAULT_SCALE, Verdict
from reviewer.language.wording import LOCALES, say
from reviewer.repair.damage import Decision
from reviewer.services import annotating, attaching, commenting, deciding, history, importing, reading, rerunning
from reviewer.services.importing import Prepared
from reviewer.services.library import Library, check, open_library
from reviewer.services.problem import RequestProblem
from reviewer.text.span import Span

Make = Callable[..., Prepared]
Tables = dict[str, list[tuple[Any, ...]]]
LOG = {"action", "action_document", "change"}


def tables(library: Library, documents: frozenset[str] | None = None) -> Tables:
    """Every row outside the log; of documents only the named ones."""
    with library.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        rows = {n: sorted(map(tuple, connection.exec_driver_sql(f"SELECT * FROM {n}")), key=repr) for n in names}
    kept = {name: found for name, found in rows.items() if name not in LOG}
    return kept if documents is None else {n: [r for r in f if _of(n, r, documents)] for n, f in kept.items()}


def _of(name: str, row: tuple[Any, ...], documents: frozenset[str]) -> bool:
    if name in ("source", "original", "blob"):
        return False
    places = {"document": 0, "repair": 1, "loss": 0, "figure": 1, "tally": 0, "plan": 0}
    return name not in places or row[places[name]] in documents


class Reviewer:
    """Somebody who does one thing after the other to a library, as `chance` has it."""

    def __init__(self, library: Library, chance: random.Random, make: Make) -> None:
        self.library, self.chance, self.make = library, chance, make
        self.count = 0

    def act(self) -> None:
        """Do something; asking for what is not there is no action."""
        ids = [entry.id for entry in reading.documents(self.library)]
        acts = [self.bring] if not ids else [self.bring, *([self.work] * 12), self.codebook, self.shelve]
        self.count += 1
        with suppress(RequestProblem):
            self.chance.choice(acts)()

    def state(self) -> reading.ReviewState:
        document = self.chance.choice(reading.documents(self.library)).id
        return reading.review(self.library, document)

    def span(self, state: reading.ReviewState) -> Span:
        start = self.chance.randrange(len(state.original))
        return Span(start, min(len(state.original), start + self.chance.randrange(12)))

    def bring(self) -> None:
        number = self.chance.randrange(4)
        text = f"第{number}號通報(chuān)\n共{number + 20}家,增加3.5%,截至?月。\n另有{number}個項目。\n"
        importing.store_prepared(self.library, self.make(text, f"{number}.txt"))

    def shelve(self) -> None:
        state, chance = self.state(), self.chance
        chance.choice(
            [
                lambda: annotating.remove_documents(self.library, [state.document.id]),
                lambda: annotating.set_document_done(self.library, state.document.id, chance.random() < 0.5),
                lambda: annotating.set_document_script(
                    self.library, state.document.id, chance.choice(["keep", "simplified"])
                ),
                lambda: annotating.set_note(self.library, state.document.id, str(self.count)),
            ]
        )()

    def codebook(self) -> None:
        name, chance = self.chance.choice("甲乙丙"), self.chance
        own = (*DEFAULT_SCALE, Verdict("own", "amber", f"自訂{self.count}"))
        chance.choice(
            [
                lambda: annotating.put_tag(self.library, Tag(name, str(self.count))),
                lambda: annotating.remove_tag(self.library, name),
                lambda: annotating.put_verdicts(self.library, chance.choice([DEFAULT_SCALE, own])),
            ]
        )()

    def work(self) -> None:
        state = self.state()
        self.chance.choice([self.decide, self.say, self.say, self.mark, self.talk, self.file, self.repair_again])(state)

    def repair_again(self, state: reading.ReviewState) -> None:
        found = rerunning.rerun(self.library, state.document.id)
        places = range(len(found.differences))
        rerunning.take(self.library, found, [place for place in places if self.chance.random() < 0.5])

    def decide(self, state: reading.ReviewState) -> None:
        repairs = [d.id for d in state.repairs]
        some = self.chance.sample(repairs, self.chance.randint(1, len(repairs))) if repairs else []
        self.chance.choice(
            [
                lambda: deciding.decide(self.library, some, self.chance.choice(list(Decision))),
                lambda: deciding.reconsider(self.library, some),
                lambda: deciding.rewrite(self.library, some[0], self.chance.choice(["", "改", "12", "\n"])),
                lambda: deciding.repair_by_hand(
                    self.library, state.document.id, self.span(state), self.chance.choice(["", "手", "34%", "\n"])
                ),
            ]
        )()

    def mark(self, state: reading.ReviewState) -> None:
        document, chance = state.document.id, self.chance
        marks = [m.id for m in state.figures]
        some = chance.sample(marks, chance.randint(0, min(3, len(marks))))
        chance.choice(
            [
                lambda: annotating.add_claim(self.library, document, [self.span(state), self.span(state)]),
                lambda: annotating.mark_figure(self.library, document, self.span(state)),
                lambda: annotating.set_figure_state(self.library, some, chance.choice(list(FigureState)), "9"),
                lambda: annotating.remove(self.library, [*some, *[c.id for c in state.claims[:1]]]),
            ]
        )()

    def talk(self, state: reading.ReviewState) -> None:
        chance, document = self.chance, state.document.id
        targets = [document, *(one.id for one in (*state.claims, *state.figures, *state.repairs))]
        thread = chance.choice([one.id for one in state.threads] or ["t0"])
        said = chance.choice([one.id for made in state.threads for one in made.comments] or ["m0"])
        chance.choice(
            [
                lambda: commenting.comment(self.library, document, chance.choice(targets), f"問{self.count}"),
                lambda: commenting.reply(self.library, thread, f"答{self.count}"),
                lambda: commenting.resolve(self.library, thread, chance.random() < 0.5),
                lambda: commenting.edit(self.library, said, f"改{self.count}"),
                lambda: commenting.withdraw(self.library, said),
            ]
        )()

    def file(self, state: reading.ReviewState) -> None:
        things = (*state.claims, *state.figures)
        if not things:
            raise RequestProblem("services.no-such-target")
        thing, chance = self.chance.choice(things), self.chance
        piece = chance.choice(thing.evidence or (Evidence("", "來源"),))
        new = [NewFile(f"{self.count}.txt", b"%d" % chance.randrange(3))]
        held = chance.choice([one.id for one in piece.attachments] or ["a0"])
        chance.choice(
            [
                lambda: attaching.attach(self.library, piece.id, new),
                lambda: attaching.detach(self.library, piece.id, held),
                lambda: annotating.put_evidence(self.library, thing.id, replace(piece, attachments=()), new),
                lambda: annotating.put_evidence(self.library, thing.id, Evidence("", ""), new),
            ]
        )()

    def say(self, state: reading.ReviewState) -> None:
        things = (*state.claims, *state.figures)
        if not things:
            raise RequestProblem("services.no-such-target")
        thing, other = self.chance.choice(things), self.chance.choice(things)
        piece = Evidence(self.chance.choice([e.id for e in thing.evidence] or [""]), f"https://{self.count}.example")
        verdict = self.chance.choice(reading.verdicts(self.library)).key
        self.chance.choice(
            [
                lambda: annotating.set_note(self.library, thing.id, self.chance.choice(["", f"記{self.count}"])),
                lambda: annotating.set_tags(
                    self.library, thing.id, self.chance.sample("甲乙丙", self.chance.randrange(4))
                ),
                lambda: annotating.put_evidence(self.library, thing.id, piece),
                lambda: annotating.put_evidence(self.library, thing.id, Evidence("", "x", Stance.CONTEXT)),
                lambda: annotating.remove_evidence(self.library, thing.id, piece.id),
                lambda: annotating.link(self.library, thing.id, other.id),
                lambda: annotating.unlink(self.library, thing.id, other.id),
                lambda: annotating.set_verdict(self.library, [thing.id], verdict),
            ]
        )()


@contextmanager
def fresh(folder: str) -> Iterator[Library]:
    with open_library(Path(folder) / "library.sqlite", create=True, reviewer="林") as library:
        yield library


def shown(library: Library) -> frozenset[str]:
    return frozenset(entry.id for entry in reading.documents(library))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), length=st.integers(1, 25))
def test_undo_after_do_is_identity_and_redo_restores(made: Make, seed: int, length: int) -> None:
    with TemporaryDirectory() as folder:
        steps: list[tuple[Tables, Tables, frozenset[str]]] = []
        with fresh(folder) as library:
            reviewer = Reviewer(library, random.Random(seed), made)
            for _ in range(length):
                known, before = _documents(library), tables(library)
                entries = len(history.entries(library))
                reviewer.act()
                if len(history.entries(library)) > entries:
                    steps.append((before, tables(library), known))
                else:
                    assert tables(library) == before
        _travelled(folder, steps)


def _travelled(folder: str, steps: list[tuple[Tables, Tables, frozenset[str]]]) -> None:
    """All the way back and all the way forward again, the library closed and opened in between."""
    with fresh(folder) as library:
        for before, after, known in reversed(steps):
            assert tables(library, known) == tables_of(after, known)
            assert history.undo(library) is not None
            assert tables(library, known) == tables_of(before, known)
        assert history.undo(library) is None
        assert reading.documents(library) == ()
    with fresh(folder) as library:
        for _, after, known in steps:
            assert history.redo(library) is not None
            assert tables(library, known) == tables_of(after, known)
        assert history.redo(library) is None
        if steps:
            assert tables(library) == steps[-1][1]
        for entry in history.entries(library):
            assert all(say(entry.message, locale) for locale in LOCALES)
        path = library.path
    assert check(path).findings == ()


def _documents(library: Library) -> frozenset[str]:
    with library.reading() as connection:
        return frozenset(connection.exec_driver_sql("SELECT id FROM document").scalars())


def tables_of(kept: Tables, documents: frozenset[str]) -> Tables:
    return {name: [row for row in rows if _of(name, row, documents)] for name, rows in kept.items()}


def test_a_new_action_discards_what_could_be_redone(library: Library, document: str) -> None:
    claim = annotating.add_claim(library, document, [Span(0, 3)]).created[0]
    annotating.set_note(library, claim, "一")
    annotating.set_note(library, claim, "二")
    for _ in range(2):
        history.undo(library)
    assert history.can_redo(library)
    annotating.set_note(library, claim, "三")
    assert not history.can_redo(library)
    assert history.redo(library) is None
    undone = [entry.undone for entry in history.entries(library)]
    assert undone == [False, True, True, False, False]


def test_undo_and_redo_after_a_restart(library: Library, document: str, tmp_path: Path) -> None:
    claim = annotating.add_claim(library, document, [Span(0, 3)]).created[0]
    library.close()
    for _ in range(3):
        with open_library(tmp_path / "library.sqlite") as again:
            changes = history.undo(again)
            assert changes is not None
            assert changes.documents == {document}
            assert reading.review(again, document).claims == ()
        with open_library(tmp_path / "library.sqlite") as again:
            changes = history.redo(again)
            assert changes is not None
            assert changes.created == (claim,)
            assert [c.id for c in reading.review(again, document).claims] == [claim]


def test_nothing_to_undo(library: Library) -> None:
    assert history.undo(library) is None
    assert history.redo(library) is None
    assert (history.can_undo(library), history.can_redo(library)) == (False, False)
    assert history.entries(library) == ()


def test_what_would_be_undone_is_named(library: Library, document: str) -> None:
    deciding.decide(library, [d.id for d in reading.review(library, document).repairs], Decision.ACCEPTED)
    entry = history.to_undo(library)
    assert entry is not None
    assert (entry.who, entry.documents) == ("林審閱", (document,))
    assert say(entry.message, "zh_TW") == "接受 6 處修復"
    history.undo(library)
    assert history.to_redo(library) == entry


def test_the_history_of_one_document(library: Library, document: str, made: Make) -> None:
    other = importing.store_prepared(library, made("別的,46家\n", "b.txt")).document
    annotating.add_claim(library, other, [Span(0, 2)])
    annotating.set_document_done(library, document, True)
    assert [e.message.code for e in history.entries(library, other)] == ["history.claim-added", "history.imported"]
    assert len(history.entries(library)) == 4
    assert len(history.entries(library, limit=2)) == 2


@pytest.mark.parametrize(
    ("words", "decision", "said"),
    [
        (["(chuān)"], Decision.ACCEPTED, "接受刪去「(chuān)」"),
        (["(chuān)", "(chuàng)"], Decision.ACCEPTED, "接受刪去 2 處拼音夾注"),
        (["(chuān)", "(chuàng)"], Decision.REJECTED, "拒絕刪去 2 處拼音夾注"),
        ([","], Decision.ACCEPTED, "接受 3 處標點的修復"),
        (["(chuān)", ","], Decision.REJECTED, "拒絕 4 處修復"),
        (["?"], Decision.PROPOSED, "重新考慮把「?」修復為「\ufffd」"),
    ],
)
def test_decisions_are_told_in_sentences(
    library: Library, document: str, words: list[str], decision: Decision, said: str
) -> None:
    repairs = [d.id for d in reading.review(library, document).repairs if d.repair.original in words]
    deciding.decide(library, repairs, decision)
    assert say(history.entries(library)[0].message, "zh_TW") == said


def test_undo_stops_when_two_programs_work_on_one_library(library: Library, document: str, tmp_path: Path) -> None:
    claim = annotating.add_claim(library, document, [Span(0, 3)]).created[0]
    with open_library(tmp_path / "library.sqlite", reviewer="陳") as other:
        annotating.set_note(other, claim, "陳的附註")
        history.undo(library)
        assert reading.review(other, document).claims[0].note == ""
        history.undo(other)
        assert reading.review(library, document).claims == ()
        history.redo(other)
        history.redo(library)
        assert reading.review(other, document).claims[0].note == "陳的附註"
