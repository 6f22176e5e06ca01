"""What is compared text by text, or told by a neighbour alone, is what the regular expressions match."""

import random
import re

import pytest

from reviewer.language import contexts

SIDES = {
    "before": (lambda rule: (rule.before, rule.last), contexts._ends),
    "after": (lambda rule: (rule.after, rule.first), contexts._begins),
}


@pytest.mark.parametrize("side", SIDES)
def test_short_cuts_match_what_the_patterns_match(side: str) -> None:
    part, test = SIDES[side]
    told = {part(rule) for character in sorted(contexts.depend_on_context()) for rule in contexts.rules(character)}
    for pattern, neighbour in sorted((t for t in told if t[0]), key=lambda t: t[0]):
        index = contexts._index([neighbour])
        for text in _made_of(pattern):
            if index.beside(text[0] if side == "after" else text[-1]):
                asked = contexts._is_one(pattern) or bool(test(pattern)(text))
                assert asked == _is_matched(pattern, text, side), (pattern, text)


def _is_matched(pattern: str, text: str, side: str) -> bool:
    return bool(re.match(pattern, text) if side == "after" else re.search(rf"(?:{pattern})\Z", text))


def _made_of(pattern: str) -> list[str]:
    dice = random.Random(pattern)
    characters = re.sub(r"[\[\]()?:|^$\\{}!<=]", "", pattern) + "\n\u2028-\x85 \u2003，x一"
    return ["".join(dice.choices(characters, k=8)) for _ in range(25)]


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("(?:山路|[溪河]边)", {"山路", "溪边", "河边"}),
        ("了?山", {"山", "了山"}),
        ("[0-9]山", set()),
        ("[^山]路", set()),
        (r"[\s，]路", set()),
        ("山{1,2}", set()),
        ("(?:山|$)", set()),
        ("山?", set()),
        ("山(?!路)", set()),
    ],
)
def test_only_plain_patterns_are_written_out(pattern: str, texts: set[str]) -> None:
    assert set(contexts._texts(pattern)) == texts


@pytest.mark.parametrize(
    ("pattern", "one"),
    [
        ("[山路]", True),
        ("(?:山|[^路])", True),
        ("[^路\\s]", False),
        ("[0-9]", False),
        ("山路", False),
        ("(?:山|$)", False),
    ],
)
def test_a_neighbour_tells_all_of_one_character_only(pattern: str, one: bool) -> None:
    assert contexts._is_one(pattern) == one
