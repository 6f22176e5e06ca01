"""The forms of one character told apart in sentences, whole pages of them: damaged, clean and Simplified."""

import json
from pathlib import Path

import pytest

from reviewer.language.ambiguity import as_simplified, shown
from reviewer.language.dictionaries import convert
from reviewer.language.variants import fold
from reviewer.repair.detectors.script_conversion import CERTAIN, LEFT_OPEN, find

CASES = json.loads(Path(__file__).parents[1].joinpath("cases", "conversion_pairs.json").read_text(encoding="utf-8"))
SENTENCES = [sentence for group in CASES["groups"] for sentence in group["sentences"]]


def simplified(text: str) -> str:
    shorter = convert(text, "tw2s")
    return shorter if len(shorter) == len(text) else as_simplified(text)


def repaired(page: str) -> str:
    characters = list(page)
    for repair in find(page):
        if repair.confidence >= CERTAIN or repair.confidence == LEFT_OPEN:
            characters[repair.start] = repair.replacement
    return "".join(characters)


@pytest.fixture(scope="module")
def came_back() -> dict[str, str]:
    """Every sentence with what a page of all of them brings back in its place."""
    page = "\n".join(SENTENCES)
    damaged = "".join(shown().get(c, c) for c in simplified(page))
    assert fold(damaged) != fold(page)
    return dict(zip(SENTENCES, repaired(damaged).split("\n"), strict=True))


@pytest.mark.parametrize("group", CASES["groups"], ids=lambda group: group["of"])
def test_each_form_comes_back(group: dict[str, list[str]], came_back: dict[str, str]) -> None:
    assert [fold(came_back[s]) for s in group["sentences"]] == [fold(s) for s in group["sentences"]]


def test_nothing_is_repaired_in_the_clean_page() -> None:
    assert find("\n".join(SENTENCES + CASES["not_yet"])) == []


def test_nothing_is_repaired_in_the_simplified_page() -> None:
    assert find(simplified("\n".join(SENTENCES))) == []


@pytest.mark.parametrize("sentence", SENTENCES[::7])
def test_nothing_is_repaired_in_a_clean_sentence(sentence: str) -> None:
    assert find(sentence) == []
