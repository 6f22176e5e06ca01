"""What nobody has attached is given up for good: counted, told, kept from standing in the way of undo."""

from __future__ import annotations

import sqlite3

import pytest

from reviewer.annotations.attachment import Attachment, NewFile
from reviewer.annotations.evidence import Evidence
from reviewer.services import annotating, attaching, history, purging, reading
from reviewer.services.library import Library, open_library
from reviewer.services.problem import RequestProblem
from reviewer.store import integrity
from reviewer.store.problem import LibraryProblem
from reviewer.text.span import Span

LARGE = bytes(range(256)) * 4_000


@pytest.fixture
def claim(library: Library, document: str) -> str:
    return annotating.add_claim(library, document, [Span(0, 4)]).created[0]


def put(library: Library, claim: str, *files: NewFile) -> str:
    return annotating.put_evidence(library, claim, Evidence("", "https://example.org"), files).created[0]


def files(library: Library, document: str) -> list[Attachment]:
    state = reading.review(library, document)
    return [file for made in state.claims for piece in made.evidence for file in piece.attachments]


def test_only_what_nobody_has_attached_is_given_up(library: Library, document: str, claim: str) -> None:
    piece = put(library, claim, NewFile("大.bin", LARGE), NewFile("小.txt", b"kept"))
    assert purging.purge(library).count == 0
    large, small = files(library, document)
    attaching.detach(library, piece, large.id)
    assert (purging.detached(library).count, purging.detached(library).size) == (1, len(LARGE))
    assert purging.purge(library) == purging.Purged(1, len(LARGE))
    assert library.path.stat().st_size < len(LARGE)
    assert purging.detached(library).count == 0
    assert attaching.content(library, small) == b"kept"
    assert integrity.check(library.path).sound


def test_a_content_that_is_attached_elsewhere_stays(library: Library, document: str, claim: str) -> None:
    piece = put(library, claim, NewFile("一.bin", LARGE))
    put(library, claim, NewFile("二.bin", LARGE))
    attaching.detach(library, piece, files(library, document)[0].id)
    assert purging.purge(library).count == 0
    assert attaching.content(library, files(library, document)[0]) == LARGE


def test_undo_and_redo_pass_it_over(library: Library, document: str, claim: str) -> None:
    piece = put(library, claim, NewFile("大.bin", LARGE))
    (large,) = files(library, document)
    attaching.detach(library, piece, large.id)
    annotating.set_note(library, claim, "x")
    history.undo(library)
    purging.purge(library)
    assert history.entries(library)[0].message.code == "history.purged"
    history.redo(library)
    assert reading.review(library, document).claims[0].note == "x"
    for _ in range(2):
        history.undo(library)
    assert files(library, document) == [large]
    with pytest.raises(RequestProblem, match="purged"):
        attaching.content(library, large)
    assert integrity.check(library.path).sound
    while history.undo(library) is not None:
        pass
    while history.redo(library) is not None:
        pass
    assert reading.review(library, document).claims[0].note == "x"
    assert integrity.check(library.path).sound


def test_the_same_file_attached_again_brings_it_back(library: Library, document: str, claim: str) -> None:
    piece = put(library, claim, NewFile("大.bin", LARGE))
    attaching.detach(library, piece, files(library, document)[0].id)
    purging.purge(library)
    history.undo(library)
    put(library, claim, NewFile("再.bin", LARGE))
    assert [attaching.content(library, file) for file in files(library, document)] == [LARGE, LARGE]
    assert integrity.check(library.path).sound


def test_a_library_that_is_only_read_keeps_everything(library: Library, document: str, claim: str) -> None:
    piece = put(library, claim, NewFile("大.bin", LARGE))
    attaching.detach(library, piece, files(library, document)[0].id)
    with open_library(library.path, read_only=True) as reader, pytest.raises(LibraryProblem):
        purging.purge(reader)
    assert purging.detached(library).count == 1


def test_what_was_taken_in_but_given_up_before_it_was_attached_is_refused(
    library: Library, document: str, claim: str
) -> None:
    taken = attaching.take_in(library, NewFile("大.bin", LARGE))
    purging.purge(library)
    with pytest.raises(RequestProblem, match="purged"):
        annotating.put_evidence(library, claim, Evidence("", "https://example.org"), [taken])
    assert files(library, document) == []
    annotating.put_evidence(
        library, claim, Evidence("", "https://example.org"), [attaching.take_in(library, NewFile("大.bin", LARGE))]
    )
    assert attaching.content(library, files(library, document)[0]) == LARGE


def test_it_is_done_though_the_room_cannot_be_given_back(
    library: Library, document: str, claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> bool:
        raise LibraryProblem("store.full", path=library.path)

    piece = put(library, claim, NewFile("大.bin", LARGE))
    attaching.detach(library, piece, files(library, document)[0].id)
    monkeypatch.setattr(library.database, "give_room_back", full)
    assert purging.purge(library).count == 1
    assert purging.detached(library).count == 0


def test_giving_much_up_takes_little_room(library: Library, document: str, claim: str, monkeypatch) -> None:
    piece = put(library, claim, NewFile("大.bin", LARGE * 4))
    attaching.detach(library, piece, files(library, document)[0].id)
    log = library.path.with_name(f"{library.path.name}-wal")
    with sqlite3.connect(library.path) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    monkeypatch.setattr(type(library.database), "give_room_back", lambda self: False)
    assert purging.purge(library) == purging.Purged(1, 4 * len(LARGE), smaller=False)
    assert log.stat().st_size < len(LARGE) / 4


def test_a_disk_too_full_to_write_the_library_anew_is_told(
    library: Library, document: str, claim: str, monkeypatch
) -> None:
    piece = put(library, claim, NewFile("大.bin", LARGE))
    attaching.detach(library, piece, files(library, document)[0].id)

    def full(self: object) -> bool:
        raise LibraryProblem("store.disk-full", path=library.path)

    monkeypatch.setattr(type(library.database), "give_room_back", full)
    assert not purging.purge(library).smaller
    assert purging.detached(library).count == 0
    assert integrity.check(library.path).sound
