"""Documents come into the library once, whole, with their repairs and figures."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.annotations.figure_mark import Origin
from reviewer.services import annotating, history, importing, reading
from reviewer.services.changes import What
from reviewer.services.importing import Prepared
from reviewer.services.library import Library, check, open_library
from reviewer.services.problem import RequestProblem
from reviewer.text.span import Span

Make = Callable[..., Prepared]


def test_everything_prepared_is_read_back(library: Library, made: Make) -> None:
    prepared = made()
    imported = importing.store_prepared(library, prepared)
    state = reading.review(library, imported.document)
    assert not imported.already
    assert imported.changes.what == {What.DOCUMENTS}
    assert state.original == prepared.document.text
    assert tuple(d.repair for d in state.repairs) == prepared.plan.repairs
    assert state.losses == prepared.plan.losses
    assert state.repaired == prepared.plan.repaired().text
    assert [m.reading for m in state.figures] == [f.reading for f in prepared.figures]
    assert reading.source(library, imported.document) == prepared.document.data


def test_figures_stand_in_both_texts(library: Library, document: str) -> None:
    state = reading.review(library, document)
    assert state.figures
    for mark in state.figures:
        assert mark.reading.span.of(state.repaired) == mark.reading.text
        assert mark.anchor.span.of(state.original) == mark.anchor.quote.exact
        assert mark.origin is Origin.FOUND


def test_the_same_bytes_are_the_same_document(library: Library, made: Make) -> None:
    first = importing.store_prepared(library, made())
    annotating.set_note(library, first.document, "看過")
    again = importing.store_prepared(library, made(name="別名.txt"))
    assert (again.document, again.already) == (first.document, True)
    assert again.changes.entry is None
    assert reading.review(library, first.document).document.note == "看過"
    assert len(reading.documents(library)) == 1


def test_the_same_bytes_in_another_encoding_are_another_document(library: Library, made: Make) -> None:
    prepared = made()
    other = replace(prepared, document=replace(prepared.document, encoding="gb18030"))
    first, second = (importing.store_prepared(library, p).document for p in (prepared, other))
    assert first != second
    with library.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM source").scalar_one() == 1


def test_a_removed_document_comes_back_with_its_annotations(library: Library, document: str, made: Make) -> None:
    claim = annotating.add_claim(library, document, [Span(0, 3)]).created[0]
    annotating.remove_documents(library, [document])
    assert reading.documents(library) == ()
    with pytest.raises(RequestProblem):
        reading.review(library, document)
    again = importing.store_prepared(library, made())
    assert not again.already
    assert [c.id for c in reading.review(library, document).claims] == [claim]


def test_an_import_can_be_undone_and_done_again(library: Library, document: str, made: Make) -> None:
    history.undo(library)
    assert reading.documents(library) == ()
    history.redo(library)
    assert [entry.id for entry in reading.documents(library)] == [document]
    history.undo(library)
    assert importing.store_prepared(library, made()).document == document


def test_the_list_counts(library: Library, made: Make) -> None:
    document = importing.store_prepared(library, made()).document
    annotating.add_claim(library, document, [Span(0, 3)])
    (entry,) = reading.documents(library)
    state = reading.review(library, document)
    assert (entry.repairs, entry.repairs_open) == (len(state.repairs), 5)
    assert (entry.figures, entry.figures_open) == (len(state.figures), len(state.figures))
    assert (entry.claims, entry.claims_open, entry.losses) == (1, 1, 1)
    assert entry.characters == len(state.original)


def test_an_empty_document_is_a_document(library: Library, made: Make) -> None:
    document = importing.store_prepared(library, made("")).document
    state = reading.review(library, document)
    assert (state.original, state.repaired, state.repairs, state.figures) == ("", "", (), ())


def test_texts_keep_what_text_can_hold(library: Library, made: Make) -> None:
    text = "一\r\n二\u2028三\x00四\ufeff五\u00a0六😀七\n"
    document = importing.store_prepared(library, made(text)).document
    assert reading.review(library, document).original == text


def test_a_text_with_lone_surrogates_is_kept(library: Library, made: Make, tmp_path: Path) -> None:
    prepared = made("甲,乙 46家\n")
    odd = "甲,\ud800乙 46家\n"
    document = replace(prepared.document, text=odd, data=b"odd", sha256="ab" * 32)
    plan = replace(prepared.plan, original=odd)
    stored = importing.store_prepared(library, replace(prepared, document=document, plan=plan)).document
    assert reading.review(library, stored).original == odd


def test_many_documents_stay_apart(library: Library, made: Make) -> None:
    ids = [importing.store_prepared(library, made(f"第{i}號,46家\n", f"{i}.txt")).document for i in range(20)]
    assert [entry.id for entry in reading.documents(library)] == ids
    assert {reading.review(library, i).original for i in ids} == {f"第{i}號,46家\n" for i in range(20)}


def test_prepared_documents_cross_processes(made: Make) -> None:
    prepared = made()
    assert pickle.loads(pickle.dumps(prepared)) == prepared


def test_preparing_needs_no_database() -> None:
    script = "import sys, reviewer.services.importing; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_folders_are_walked_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden", "sub/c.txt", ".git/d.txt", "sub/.e"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [str(p.relative_to(tmp_path)) for p in importing.expand([tmp_path, tmp_path / "a.txt"])]
    assert found == ["a.txt", "b.txt", "sub/c.txt"]


def test_a_named_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    assert importing.expand([tmp_path / ".hidden", tmp_path / "missing"]) == [
        tmp_path / ".hidden",
        tmp_path / "missing",
    ]


def test_the_library_stays_sound(library: Library, made: Make, tmp_path: Path) -> None:
    importing.store_prepared(library, made())
    library.close()
    assert check(library.path).findings == ()
    with open_library(library.path, read_only=True) as again:
        assert len(reading.documents(again)) == 1
