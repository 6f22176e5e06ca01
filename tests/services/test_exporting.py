"""Reports hold everything, from one moment, and are written whole."""

from __future__ import annotations

import csv
import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.annotations.attachment import NewFile
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureState
from reviewer.exports import json_report, sections
from reviewer.language.wording import LOCALES
from reviewer.services import annotating, exporting, history, importing, reading
from reviewer.services.importing import Prepared
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.text.span import Span


@pytest.fixture
def annotated(library: Library, document: str) -> str:
    claim = annotating.add_claim(library, document, [Span(0, 3), Span(20, 25)]).created[0]
    annotating.put_evidence(library, claim, Evidence("", "https://archive.example/9", quotation="=1+1"))
    annotating.set_tags(library, claim, ["預算"])
    annotating.set_note(library, claim, "=HYPERLINK(1)")
    mark = reading.review(library, document).figures[0].id
    annotating.set_figure_state(library, [mark], FigureState.WRONG, "47家")
    annotating.set_note(library, mark, "撤回的附註")
    history.undo(library)
    return document


def test_a_report_is_the_review_with_its_history(library: Library, annotated: str) -> None:
    made, state = exporting.report(library, annotated), reading.review(library, annotated)
    assert (made.original, made.repaired) == (state.original, state.repaired)
    assert (made.repairs, made.losses, made.figures, made.claims) == (
        state.repairs,
        state.losses,
        state.figures,
        state.claims,
    )
    assert [tag.name for tag in made.codebook] == ["預算"]
    assert len(made.history) == len(history.entries(library, annotated))
    assert [entry.undone for entry in made.history].count(True) == 1
    assert (made.reviewer, made.source.sha256) == ("林審閱", state.document.sha256)
    assert made.program.startswith("Reviewer")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", exporting.FORMATS)
def test_every_format_is_written(
    library: Library, annotated: str, made: Callable[..., Prepared], tmp_path: Path, form: str, locale: str
) -> None:
    importing.store_prepared(library, made("第二份,46家\n", "b.txt"))
    place = tmp_path / "out"
    exporting.export(library, form, None, place, locale)
    written = [place] if place.is_file() else sorted(place.iterdir())
    text = "".join(p.read_text(encoding="utf-8-sig") for p in written)
    for words in ("青川縣", "47家", "預算", "https://archive.example/9", "第二份"):
        assert words in text
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_json_and_csv_are_read_back(library: Library, annotated: str, tmp_path: Path) -> None:
    exporting.export(library, "json", [annotated], tmp_path / "r.json", "en")
    exporting.export(library, "csv", [annotated], tmp_path / "tables", "en")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    for table in (tmp_path / "tables").glob("*.csv"):
        with table.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        assert len({len(row) for row in rows}) == 1
        assert not any(cell.startswith("=") for row in rows for cell in row)


def test_an_unknown_document_writes_nothing(library: Library, document: str, tmp_path: Path) -> None:
    with pytest.raises(RequestProblem):
        exporting.export(library, "json", [document, "d0"], tmp_path / "out.json", "en")
    assert not (tmp_path / "out.json").exists()


def test_a_place_that_cannot_be_written(library: Library, document: str, tmp_path: Path) -> None:
    with pytest.raises(exporting.OutputProblem):
        exporting.export(library, "json", None, tmp_path / "no" / "such" / "folder.json", "en")


def test_a_report_shows_the_repaired_text_in_the_script_chosen(
    library: Library, made: Callable[..., Prepared], tmp_path: Path
) -> None:
    text = "縣裡的羣眾共46家,裏面有3家。\n"
    document = importing.store_prepared(library, made(text)).document
    for script, shown in (
        ("taiwan", "縣裡的群眾共46家"),
        ("hongkong", "縣裏的羣眾共46家"),
        ("keep", "縣裡的羣眾共46家"),
    ):
        annotating.set_document_script(library, document, script)
        made_report = exporting.report(library, document)
        assert made_report.repaired.startswith(shown)
        assert made_report.original == text
        assert len(made_report.repaired) == len(reading.review(library, document).repaired)
        exporting.export(library, "html", [document], tmp_path / "report.html", "zh_TW")
        assert shown[:4] in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("script", ["simplified", "traditional", "taiwan", "hongkong"])
@pytest.mark.parametrize(
    "text", ["裏面的羣眾，乾隆只看著作", "里面的群众干了只看着作", "ABC１２３\n\n\u2028\ufffd", ""]
)
def test_places_stay_in_any_script(script: str, text: str) -> None:
    from reviewer.services.repairing import converter

    assert len(converter(script)(text)) == len(text)


def test_attached_files_leave_with_the_report(library: Library, document: str, tmp_path: Path) -> None:
    claim = annotating.add_claim(library, document, [Span(0, 5)]).created[0]
    picture = NewFile("圖<1>.png", b"\x89PNG\r\n\x1a\nmade up")
    page = NewFile("=頁.html", b"<script>alert(1)</script>")
    annotating.put_evidence(library, claim, Evidence("", "https://example.org"), [picture, page])
    for name in ("html", "json", "csv"):
        exporting.export(library, name, [document], tmp_path / name, "en")
    html = (tmp_path / "html").read_text(encoding="utf-8")
    assert f"data:image/png;base64,{b64encode(picture.content).decode()}" in html
    assert "圖_1_.png" in html
    assert "alert(1)" not in html
    assert html.count(b64encode(page.content).decode()) == 0
    (read,) = json_report.read((tmp_path / "json").read_bytes())
    assert {file.content for file in read.files} == {picture.content, page.content}
    assert [file.name for file in read.claims[0].evidence[0].attachments] == ["圖_1_.png", "=頁.html"]
    with (tmp_path / "csv" / "attachments.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["name"] for row in rows] == ["圖_1_.png", "'=頁.html"]
    assert [(tmp_path / "csv" / row["file"]).read_bytes() for row in rows] == [picture.content, page.content]
    assert [Path(row["file"]).suffix for row in rows] == [".png", ".bin"]


def test_a_large_picture_is_named_but_not_part_of_the_page(
    library: Library, document: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "_LARGEST_PICTURE", 10)
    claim = annotating.add_claim(library, document, [Span(0, 5)]).created[0]
    annotating.put_evidence(library, claim, Evidence("", "x"), [NewFile("大.png", b"\x89PNG\r\n\x1a\nmade up")])
    exporting.export(library, "html", [document], tmp_path / "page", "zh_TW")
    page = (tmp_path / "page").read_text(encoding="utf-8")
    assert "大.png" in page
    assert "base64" not in page
