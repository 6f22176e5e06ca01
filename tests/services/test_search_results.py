"""Searching a library piece by piece: every document once, in order, with places to go to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.services import annotating, deciding, reading, search_results, searching
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import Library, open_library
from reviewer.services.problem import RequestProblem
from reviewer.services.search_results import Found, search_part
from reviewer.text.span import Span

TEXTS = (
    "青溪縣水利局通報\n今年以來,縣水利局聯(lián)系各鄉,檢查水庫46座。\n",
    "白石镇粮站季报\n本季检查粮库１２座。\n",
    "梅嶺鄉公告\n道路整修。\n",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite", create=True) as opened:
        for number, text in enumerate(TEXTS):
            store_prepared(opened, prepare_bytes(text.encode(), f"{number}.txt"))
        yield opened


def whole(library: Library, query: str, seconds: float) -> list[list[Found]]:
    """All pieces of a search."""
    pieces, left = [], None
    while left is None or left:
        part = search_part(library, query, left, seconds)
        pieces.append(list(part.found))
        left = part.left
    return pieces


def test_pieces_together_are_all_of_it(library: Library) -> None:
    at_once, slowly = whole(library, "檢查", 60), whole(library, "檢查", 0)
    assert len(at_once) == 1
    assert len(slowly) == len(TEXTS), "at least one document each time"
    assert [one for piece in slowly for one in piece] == at_once[0]
    assert [one.title for one in at_once[0]] == ["青溪縣水利局通報", "白石镇粮站季报"]


def test_a_place_says_where_it_stands(library: Library) -> None:
    (found,) = whole(library, "水库", 60)[0]
    (place,) = found.places
    original = reading.review(library, found.document).original
    assert original[place.position : place.position + 2] == "水庫"
    assert place.paragraph == 2
    assert place.hit.found == "水庫"


def test_a_title_alone_is_found_without_places(library: Library) -> None:
    (found,) = whole(library, "1.txt", 60)[0]
    assert (found.title, found.places, found.count) == ("白石镇粮站季报", (), 0)


def test_what_was_said_names_what_it_was_said_of(library: Library) -> None:
    document = reading.documents(library)[0].id
    (claim,) = annotating.add_claim(library, document, [Span(0, 4)]).created
    annotating.set_note(library, claim, "與年報不符")
    annotating.set_tags(library, claim, ["待追蹤"])
    for query, field in (("年报", "claim-note"), ("待追踪", "claim-tag")):
        (found,) = whole(library, query, 60)[0]
        assert [(p.hit.field, p.hit.item, p.position) for p in found.places] == [(field, claim, None)]


def test_many_hits_are_counted_and_few_are_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    store_prepared(library, prepare_bytes(("河堤" * 400).encode(), "many.txt"))
    monkeypatch.setattr(search_results, "COUNTED", 300)
    (found,) = whole(library, "堤", 60)[0]
    assert (len(found.places), found.count) == (search_results.MOST, 300)


def test_a_decision_is_searched_the_next_time(library: Library) -> None:
    document = reading.documents(library)[0].id
    assert [p.hit.field for p in whole(library, "(lián)", 60)[0][0].places] == ["original"]
    gloss = next(r for r in reading.review(library, document).repairs if "(lián)" in r.repair.original)
    deciding.decide(library, [gloss.id], deciding.Decision.REJECTED)
    assert [p.hit.field for p in whole(library, "(lián)", 60)[0][0].places] == ["repaired"]


def test_what_is_kept_for_the_next_search_has_an_end(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_kept", {})
    monkeypatch.setattr(searching, "MOST_KEPT", len(TEXTS[1]) + len(TEXTS[2]))
    whole(library, "鄉", 60)
    kept = [texts.original for _, texts in searching._kept.values()]
    assert kept == list(TEXTS[1:])


def test_a_document_removed_meanwhile_is_passed_over(library: Library) -> None:
    names = tuple(entry.id for entry in reading.documents(library))
    annotating.remove_documents(library, [names[1]])
    part = search_part(library, "检查", names, 60)
    assert [one.document for one in part.found] == [names[0]]


def test_nothing_is_no_query(library: Library) -> None:
    with pytest.raises(RequestProblem):
        search_part(library, "  ", None, 1)
