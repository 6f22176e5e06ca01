"""Characters that stand alone or beside unusual neighbours, one sentence at a time."""

import json
from pathlib import Path

import pytest

from reviewer.language.ambiguity import as_simplified, shown
from reviewer.language.dictionaries import convert
from reviewer.language.variants import fold
from reviewer.repair.detectors.script_conversion import CERTAIN, LEFT_OPEN, find

CASES = json.loads(Path(__file__).parents[1].joinpath("cases", "conversion_alone.json").read_text(encoding="utf-8"))
CONVERTED = "\n他們于昨日下午到達山前鎮，在鎮公所里聽取關于水庫的報告，之后又聯系了几個干部。"
GROUPS = [pytest.param(group["sentences"], id=group["of"]) for group in CASES["groups"]]


def simplified(text: str) -> str:
    shorter = convert(text, "t2s")
    return shorter if len(shorter) == len(text) else as_simplified(text)


def repaired(clean: str) -> str:
    """The sentence as it comes back after a conversion by characters."""
    characters = [shown().get(c, c) for c in simplified(clean)]
    for repair in find("".join(characters) + CONVERTED):
        if repair.start < len(clean) and (repair.confidence >= CERTAIN or repair.confidence == LEFT_OPEN):
            characters[repair.start] = repair.replacement
    return "".join(characters)


@pytest.mark.parametrize("sentences", GROUPS)
def test_each_sentence_comes_back(sentences):
    assert [fold(repaired(sentence)) for sentence in sentences] == [fold(sentence) for sentence in sentences]


@pytest.mark.parametrize("sentences", GROUPS)
def test_nothing_is_repaired_in_clean_or_simplified_sentences(sentences):
    repairs = {text: find(text) for sentence in sentences for text in (sentence, simplified(sentence))}
    assert {text: found for text, found in repairs.items() if found} == {}
