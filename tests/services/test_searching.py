"""Searching a library: what is alike is found, where it stands, and only once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.annotations.evidence import Evidence
from reviewer.language.folding import folded
from reviewer.services import annotating, reading
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import Library, open_library
from reviewer.services.problem import RequestProblem
from reviewer.services.searching import Hit, search
from reviewer.text.span import Span

GLOSSED = "青溪縣稅務局通報\n今年稅收聯(lián)合檢查,完成各項稅收１２億元,鬥爭仍在繼(jì)續。\n"
SIMPLIFIED = "白石镇税务所季报\n本季税收增长5%，后续工作由ABC公司承担。\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite", create=True) as opened:
        for name, text in (("glossed.txt", GLOSSED), ("simplified.txt", SIMPLIFIED)):
            store_prepared(opened, prepare_bytes(text.encode(), name))
        yield opened


def _found(library: Library, query: str, regex: bool = False) -> list[tuple[str, str, str]]:
    return [(hit.name, hit.field, hit.found) for hit in search(library, query, regex)]


@pytest.mark.parametrize("query", ["税收", "稅收"])
def test_script_makes_no_difference(library: Library, query: str) -> None:
    found = [(name, words) for name, field, words in _found(library, query) if field == "repaired"]
    assert found == [("glossed.txt", "稅收"), ("glossed.txt", "稅收"), ("simplified.txt", "税收")]


@pytest.mark.parametrize(
    ("query", "words"), [("12億", "１２億"), ("ａｂｃ", "ABC"), ("後續", "后续"), ("斗争", "鬥爭"), ("续", "續")]
)
def test_width_capitals_and_single_characters_are_found(library: Library, query: str, words: str) -> None:
    found = {hit.found for hit in search(library, query)}
    assert words in found or folded(words) in {folded(one) for one in found}


def test_what_only_the_original_has_is_found_there(library: Library) -> None:
    assert _found(library, "(lián)") == [("glossed.txt", "original", "(lián)")]


def test_a_passage_of_both_texts_is_told_once(library: Library) -> None:
    assert [field for _, field, words in _found(library, "通報")].count("original") == 0


def test_places_are_code_points_of_their_field(library: Library) -> None:
    for hit in search(library, "税"):
        state = reading.review(library, hit.document)
        text = {"title": state.document.title, "repaired": state.repaired, "original": state.original}[hit.field]
        assert text[hit.start : hit.end] == hit.found
        assert hit.found in hit.context


def test_notes_and_sources_are_searched(library: Library) -> None:
    document = reading.documents(library)[0].id
    (claim,) = annotating.add_claim(library, document, [Span(0, 4)]).created
    annotating.set_note(library, claim, "與年報不符")
    annotating.put_evidence(library, claim, Evidence("", "https://example.org/report", quotation="稅收十億元"))
    figure = reading.review(library, document).figures[0].id
    annotating.set_note(library, figure, "单位不明")
    assert ("glossed.txt", "claim-note", "年報") in _found(library, "年报")
    assert ("glossed.txt", "evidence", "example.org") in _found(library, "EXAMPLE.org")
    assert ("glossed.txt", "figure-note", "单位") in _found(library, "單位")


def test_a_removed_document_is_not_searched(library: Library) -> None:
    annotating.remove_documents(library, [reading.documents(library)[0].id])
    assert {name for name, _, _ in _found(library, "税收")} == {"simplified.txt"}


def test_a_pattern_keeps_its_meaning(library: Library) -> None:
    assert {words for _, _, words in _found(library, r"税收\D{2}", regex=True)} >= {"税收增长"}
    assert {words for _, _, words in _found(library, "[檢检]查|公司", regex=True)} == {"檢查", "公司"}
    assert {words for _, _, words in _found(library, "^白石", regex=True)} == {"白石"}


@pytest.mark.parametrize(
    ("query", "regex"), [("", False), ("  ", False), ("(", True), ("[", True), ("a{9999999999}", True)]
)
def test_what_is_no_query_is_refused(library: Library, query: str, regex: bool) -> None:
    with pytest.raises(RequestProblem):
        search(library, query, regex)


def test_signs_of_patterns_are_words_otherwise(library: Library) -> None:
    assert _found(library, ".*") == []


@given(st.text())
def test_folding_keeps_every_position_and_is_settled(text: str) -> None:
    once = folded(text)
    assert len(once) == len(text)
    assert folded(once) == once


def test_a_hit_says_its_context_on_one_line() -> None:
    hit = Hit("d", "n", "repaired", 2, 4, "前\n", "找到", "\t後")
    assert hit.context == "前 找到 後"
