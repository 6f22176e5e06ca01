"""Files of evidence: kept once, taken away, brought back, copied out, and nothing in them ever run."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.annotations.attachment import MOST_BYTES, MOST_FILES, Attachment, NewFile
from reviewer.annotations.evidence import Evidence, Stance
from reviewer.exports.atomic import OutputProblem
from reviewer.services import annotating, attaching, history, reading
from reviewer.services.library import Library, LibraryProblem, check, open_library
from reviewer.services.problem import RequestProblem
from reviewer.store.backing_up import copy_library
from reviewer.text.span import Span

PIXEL = b"\x89PNG\r\n\x1a\n" + b"not really a picture, but it says it is one"
PAGE = NewFile("年報.pdf", b"%PDF-1.4 made up")


@pytest.fixture
def claim(library: Library, document: str) -> str:
    return annotating.add_claim(library, document, [Span(0, 5)]).created[0]


@pytest.fixture
def piece(library: Library, claim: str) -> str:
    return annotating.put_evidence(library, claim, Evidence("", "https://example.org/a")).created[0]


def files_of(library: Library, document: str) -> tuple[Attachment, ...]:
    (made,) = reading.review(library, document).claims
    return tuple(file for piece in made.evidence for file in piece.attachments)


def blobs(library: Library) -> int:
    with library.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM blob").scalar_one())


def test_a_file_is_kept_with_what_it_is_called_and_holds(library: Library, document: str, piece: str) -> None:
    changes = attaching.attach(library, piece, [PAGE])
    (file,) = files_of(library, document)
    assert (file.name, file.media_type, file.size, file.author) == ("年報.pdf", "application/pdf", 16, "林審閱")
    assert attaching.content(library, file) == PAGE.content
    assert changes.rows == {piece}
    assert history.entries(library)[0].message.code == "history.attached"


def test_the_state_follows_without_reading_all_again(library: Library, document: str, piece: str) -> None:
    before = reading.review(library, document)
    changes = attaching.attach(library, piece, [PAGE])
    followed = reading.changed(library, before, changes)
    assert followed is not None
    assert list(followed.claims) == list(reading.review(library, document).claims)
    assert followed.claims[0].evidence[0].attachments


def test_undo_takes_a_file_away_and_redo_brings_it_back(library: Library, document: str, piece: str) -> None:
    attaching.attach(library, piece, [PAGE, NewFile("圖.png", PIXEL)])
    files = files_of(library, document)
    history.undo(library)
    assert files_of(library, document) == ()
    history.redo(library)
    assert files_of(library, document) == files
    attaching.detach(library, piece, files[0].id)
    assert files_of(library, document) == files[1:]
    history.undo(library)
    assert files_of(library, document) == files
    assert attaching.content(library, files[0]) == PAGE.content


def test_files_go_with_evidence_and_claim_and_come_back(
    library: Library, document: str, claim: str, piece: str
) -> None:
    attaching.attach(library, piece, [PAGE])
    before = reading.review(library, document).claims[0]
    for act in (
        lambda: annotating.remove_evidence(library, claim, piece),
        lambda: annotating.remove(library, [claim]),
    ):
        act()
        history.undo(library)
        assert reading.review(library, document).claims[0] == before
    assert check(library.path).sound


def test_evidence_and_its_files_are_one_step(library: Library, document: str, claim: str) -> None:
    annotating.put_evidence(library, claim, Evidence("", "", Stance.CONTEXT), [PAGE])
    (file,) = files_of(library, document)
    (kept,) = reading.review(library, document).claims[0].evidence
    new = NewFile("圖.png", PIXEL)
    annotating.put_evidence(library, claim, Evidence(kept.id, "", Stance.CONTEXT, note="x"), [new])
    assert [f.name for f in files_of(library, document)] == ["圖.png"]
    history.undo(library)
    assert files_of(library, document) == (file,)
    history.undo(library)
    assert reading.review(library, document).claims[0].evidence == ()
    assert history.entries(library)[1].message.values[0] == ("source", "年報.pdf")


def test_the_same_content_is_kept_once(library: Library, document: str, claim: str, piece: str) -> None:
    attaching.attach(library, piece, [PAGE, PAGE])
    attaching.attach(library, piece, [NewFile("又一次.pdf", PAGE.content)])
    assert len(files_of(library, document)) == 1
    annotating.put_evidence(library, claim, Evidence("", "另一處"), [PAGE])
    assert len(files_of(library, document)) == 2
    assert blobs(library) == 1


def test_figures_have_files_too(library: Library, document: str) -> None:
    mark = reading.review(library, document).figures[0].id
    piece = annotating.put_evidence(library, mark, Evidence("", "年報"), [PAGE]).created[0]
    assert reading.review(library, document).figures.get(mark).evidence[0].attachments[0].name == "年報.pdf"  # type: ignore[union-attr]
    assert attaching.attach(library, piece, [NewFile("b", b"b")]).documents == {document}


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (NewFile("空.txt", b""), "services.attachment-empty"),
        (NewFile("大.bin", bytes(MOST_BYTES + 1)), "services.attachment-too-large"),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    library: Library, document: str, piece: str, file: NewFile, code: str
) -> None:
    with pytest.raises(RequestProblem) as refused:
        attaching.attach(library, piece, [PAGE, file])
    assert refused.value.message.code == code
    assert files_of(library, document) == ()
    assert blobs(library) == 0


def test_too_many_files_are_refused(library: Library, piece: str) -> None:
    many = [NewFile(str(number), b"%d" % number) for number in range(MOST_FILES + 1)]
    attaching.attach(library, piece, many[:-1])
    with pytest.raises(RequestProblem):
        attaching.attach(library, piece, many[-1:])


def test_unknown_pieces_and_files(library: Library, claim: str, piece: str) -> None:
    for act in (
        lambda: attaching.attach(library, "e0", [PAGE]),
        lambda: attaching.attach(library, claim, [PAGE]),
        lambda: attaching.detach(library, piece, "a0"),
    ):
        with pytest.raises(RequestProblem):
            act()


def test_files_of_the_disk(tmp_path: Path) -> None:
    place = tmp_path / "公報.csv"
    place.write_bytes(b"a,b\n1,2\n")
    assert attaching.read_file(place) == NewFile("公報.csv", b"a,b\n1,2\n")
    with pytest.raises(RequestProblem, match="no-file"):
        attaching.read_file(tmp_path)
    with pytest.raises(RequestProblem, match="unreadable"):
        attaching.read_file(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RequestProblem, match="no-file"):
        attaching.read_file(tmp_path / "pipe")


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    place = tmp_path / "large"
    with place.open("wb") as stream:
        stream.truncate(50 * MOST_BYTES)
    with pytest.raises(RequestProblem, match="too-large"):
        attaching.read_file(place)


def test_a_copy_to_open_cannot_be_written_and_ends_as_what_it_is(library: Library, document: str, piece: str) -> None:
    attaching.attach(library, piece, [NewFile("../../../etc/發票.exe", PAGE.content)])
    (file,) = files_of(library, document)
    place = attaching.opened_copy(library, file)
    assert place.name == "發票.pdf"
    assert place.read_bytes() == PAGE.content
    assert not place.stat().st_mode & (stat.S_IWUSR | stat.S_IRGRP | stat.S_IXUSR)
    assert attaching.opened_copy(library, file) == place


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("圖.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("圖.png", b"<svg onload=alert(1)>"),
        ("頁.html", b"<p>hello"),
        ("頁.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("x.desktop", b"[Desktop Entry]\nExec=true\n"),
        ("x.sh", b"echo hello\n"),
        ("x.exe", b"MZ\x90\x00\x03"),
        ("x.zip", b"PK\x03\x04 something"),
        ("x.docm", b"PK\x03\x04 something"),
        ("x", b"\x7fELF\x02"),
    ],
)
def test_what_could_run_is_never_opened_but_can_be_saved(
    library: Library, document: str, piece: str, tmp_path: Path, name: str, content: bytes
) -> None:
    attaching.attach(library, piece, [NewFile(name, content)])
    (file,) = files_of(library, document)
    with pytest.raises(RequestProblem, match="not-opened"):
        attaching.opened_copy(library, file)
    attaching.save_copy(library, file, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == content


def test_a_copy_is_written_whole_or_not_at_all(library: Library, document: str, piece: str, tmp_path: Path) -> None:
    attaching.attach(library, piece, [PAGE])
    with pytest.raises(OutputProblem):
        attaching.save_copy(library, files_of(library, document)[0], tmp_path / "no such" / "a.pdf")


def test_a_backup_carries_the_files(library: Library, document: str, piece: str, tmp_path: Path) -> None:
    attaching.attach(library, piece, [PAGE])
    copy_library(library.path, tmp_path / "copy.sqlite")
    with open_library(tmp_path / "copy.sqlite", read_only=True) as copy:
        (file,) = files_of(copy, document)
        assert attaching.content(copy, file) == PAGE.content


def test_damaged_content_is_found_and_not_handed_out(library: Library, document: str, piece: str) -> None:
    attaching.attach(library, piece, [PAGE])
    (file,) = files_of(library, document)
    with library.database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER blob_keeps_update")
        connection.exec_driver_sql("UPDATE blob SET data = x'00'")
        connection.exec_driver_sql("COMMIT")
    with pytest.raises(RequestProblem, match="damaged"):
        attaching.content(library, file)
    assert [found.check for found in check(library.path).findings] == ["attached"]


def test_a_locked_library_keeps_nothing_half(library: Library, document: str, piece: str) -> None:
    other = sqlite3.connect(library.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_library(library.path, patience=0.05) as hasty, pytest.raises(LibraryProblem, match="locked"):
        attaching.attach(hasty, piece, [PAGE])
    other.execute("ROLLBACK")
    other.close()
    assert files_of(library, document) == ()
    assert blobs(library) == 0


def test_a_full_disk_is_said_and_keeps_nothing_half(
    library: Library, document: str, piece: str, made: Callable[..., object]
) -> None:
    with library.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(LibraryProblem, match="disk-full"):
        attaching.attach(library, piece, [NewFile("大.bin", os.urandom(1_000_000))])
    assert files_of(library, document) == ()
    assert blobs(library) == 0
