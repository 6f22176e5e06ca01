"""The codebook: renamed, merged, ordered and counted tags, all undoable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.annotations.codebook import Tag
from reviewer.services import annotating, coding, history, reading
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import Library, open_library
from reviewer.services.problem import RequestProblem
from reviewer.text.span import Span

TEXT = "白石鎮糧站本季收購稻穀320噸，比上季增加12%，入庫小麥45噸。\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite", create=True) as opened:
        store_prepared(opened, prepare_bytes(TEXT.encode(), "station.txt"))
        yield opened


@pytest.fixture
def document(library: Library) -> str:
    return reading.documents(library)[0].id


def _tagged(library: Library, document: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    state = reading.review(library, document)
    return state.claims[0].tags, state.figures[0].tags


@pytest.fixture
def marked(library: Library, document: str) -> str:
    """A claim tagged 糧食 and 價格, a figure tagged 糧食."""
    (claim,) = annotating.add_claim(library, document, [Span(0, 5)]).created
    coding.set_tags(library, claim, ["糧食", "價格"])
    coding.set_tags(library, reading.review(library, document).figures[0].id, ["糧食"])
    return claim


def test_a_renamed_tag_is_renamed_wherever_it_is_put(library: Library, document: str, marked: str) -> None:
    coding.put_tag(library, Tag("糧食", "關於糧食的", "#1a7a3c"))
    changes = coding.rename_tag(library, "糧食", "穀物")
    assert _tagged(library, document) == (("穀物", "價格"), ("穀物",))
    assert Tag("穀物", "關於糧食的", "#1a7a3c") in reading.tags(library)
    assert changes.documents == {document}


def test_undo_gives_the_old_name_back(library: Library, document: str, marked: str) -> None:
    before = reading.tags(library), _tagged(library, document)
    coding.rename_tag(library, "糧食", "穀物")
    history.undo(library)
    assert (reading.tags(library), _tagged(library, document)) == before
    history.redo(library)
    assert _tagged(library, document) == (("穀物", "價格"), ("穀物",))


def test_a_name_that_is_taken_makes_two_tags_one(library: Library, document: str, marked: str) -> None:
    coding.rename_tag(library, "糧食", "價格")
    assert _tagged(library, document) == (("價格",), ("價格",))
    assert [tag.name for tag in reading.tags(library)] == ["價格"]
    history.undo(library)
    assert _tagged(library, document) == (("糧食", "價格"), ("糧食",))


@pytest.mark.parametrize(("name", "wanted"), [("沒有的", "穀物"), ("糧食", "  ")])
def test_what_cannot_be_renamed_changes_nothing(
    library: Library, document: str, marked: str, name: str, wanted: str
) -> None:
    with pytest.raises(RequestProblem):
        coding.rename_tag(library, name, wanted)
    assert _tagged(library, document) == (("糧食", "價格"), ("糧食",))


def test_the_same_name_changes_nothing(library: Library, marked: str) -> None:
    before = history.entries(library)
    coding.rename_tag(library, "糧食", "糧食")
    assert history.entries(library) == before


def test_the_order_is_kept_and_undone(library: Library, marked: str) -> None:
    coding.put_tag(library, Tag("人事"))
    coding.order_tags(library, ["人事", "價格"])
    assert [tag.name for tag in reading.tags(library)] == ["人事", "價格", "糧食"]
    history.undo(library)
    assert [tag.name for tag in reading.tags(library)] == ["糧食", "價格", "人事"]


def test_uses_count_claims_and_figures_that_are_there(library: Library, document: str, marked: str) -> None:
    assert coding.tag_uses(library) == {"糧食": 2, "價格": 1}
    annotating.remove(library, [reading.review(library, document).figures[0].id])
    assert coding.tag_uses(library) == {"糧食": 1, "價格": 1}


def test_verdicts_in_use_are_those_that_claims_have(library: Library, marked: str) -> None:
    annotating.set_verdict(library, [marked], "refuted")
    assert coding.verdicts_in_use(library) == {"refuted"}
