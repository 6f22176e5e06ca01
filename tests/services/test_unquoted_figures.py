"""What a figure quotes is read off the original when it is asked for; another quotation than that stays."""

from __future__ import annotations

from sqlalchemy import update

from reviewer.annotations.anchor import Anchor
from reviewer.repair.damage import Decision
from reviewer.services import deciding, reading
from reviewer.services.library import Library
from reviewer.store import figures
from reviewer.store.database import commit
from reviewer.store.schema import figure
from reviewer.text.selector import TextQuote


def test_every_figure_quotes_what_the_original_has_there(library: Library, document: str) -> None:
    state = reading.review(library, document)
    assert len(state.figures) > 3
    assert all(mark.anchor == Anchor.at(state.original, mark.anchor.span) for mark in state.figures)


def test_a_large_document_does_not_keep_its_quotations(library: Library, document: str) -> None:
    state = reading.review(library, document)
    assert all(mark.anchor.quote is figures.UNQUOTED for mark in state.figures.anchored)


def test_what_is_stored_has_its_quotations(library: Library, document: str) -> None:
    with library.reading() as connection:
        stored = figures.figures_of(connection, document)
    original = reading.review(library, document).original
    assert [mark.anchor for mark, _ in stored] == [Anchor.at(original, mark.anchor.span) for mark, _ in stored]


def test_another_quotation_than_the_original_has_stays(library: Library, document: str) -> None:
    wanted = reading.review(library, document).figures[1]
    with library.database.writing() as connection:
        connection.execute(update(figure).where(figure.c.id == wanted.id).values(prefix="", suffix="別處"))
        commit(connection)
    kept = reading.review(library, document).figures.get(wanted.id)
    assert kept is not None
    assert kept.anchor.quote == TextQuote(wanted.anchor.quote.exact, "", "別處")


def test_a_figure_read_again_after_a_decision_quotes_the_same(library: Library, document: str) -> None:
    state = reading.review(library, document)
    changes = deciding.decide(library, [state.repairs[0].id], Decision.ACCEPTED)
    after = reading.changed(library, state, changes)
    assert after == reading.review(library, document)
    assert [mark.anchor for mark in after.figures] == [
        mark.anchor for mark in reading.review(library, document).figures
    ]
