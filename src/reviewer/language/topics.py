"""What a page is about: the forms that its words prove are to be expected where their character stands alone.

On a page that tells of 手錶 and 懷錶, 表 by itself is 錶 rather than a table. Data: `topics.json`.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from reviewer.language.ambiguity import shown
from reviewer.language.variants import fold
from reviewer.resource_files import resource

_NEAR = 1_500
"""Characters on either side in which a page keeps to its topic."""
_PIECE = 200_000
"""Characters that are searched for signs at a time: the matcher needs many times their memory."""
_SHARE = (0.0, 0.5, 0.75, 1.0)
"""How much of its odds a topic adds, by the number of signs; no more than the last."""
Leaning = tuple[str, float]
"""A form and the natural-log odds that the topic adds to it."""
NONE: Leaning = ("", 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """A form of a Simplified character, the most that the topic adds to it, how many characters round a sign are
    about it, and whether a repair of that form is a sign.
    """

    form: str
    most: float
    near: int
    proved: bool


@cache
def _written() -> list[tuple[dict[str, Any], Topic]]:
    written = json.loads(resource("language", "topics.json").read_text(encoding="utf-8"))["topics"]
    return [(topic, _topic(topic)) for topic in written]


def _topic(written: dict[str, Any]) -> Topic:
    return Topic(fold(written["form"]), written["most"], written.get("near", _NEAR), written.get("proved", True))


@cache
def topics() -> dict[str, tuple[Topic, ...]]:
    """Simplified character to the topics in which one of its forms is to be expected."""
    found: dict[str, tuple[Topic, ...]] = {}
    for written, topic in _written():
        found[written["of"]] = (*found.get(written["of"], ()), topic)
    return found


@cache
def proved_by(form: str) -> tuple[Topic, ...]:
    """The topics of which a repair of that form is a sign."""
    return tuple(topic for told in topics().values() for topic in told if topic.proved and topic.form == form)


@cache
def _matcher() -> tuple[Any, list[Topic], int]:
    """What finds the signs, their topics, and how long the longest sign is."""
    from ahocorasick_rs import AhoCorasick, Implementation

    signs = [(sign, topic) for written, topic in _written() for sign in written["signs"].split()]
    forms = ["".join(shown().get(c, c) for c in sign) for sign, _ in signs]
    longest = max(map(len, forms))
    return AhoCorasick(forms, implementation=Implementation.DFA), [topic for _, topic in signs], longest


def suggested(text: str) -> Iterator[tuple[int, Topic]]:
    """Where signs of a topic stand in a text converted by characters."""
    matcher, told, longest = _matcher()
    for start in range(0, len(text), _PIECE):
        sound = text[start : start + _PIECE + longest].encode("utf-8", "replace").decode("utf-8")
        for which, at, _ in matcher.find_matches_as_indexes(sound, overlapping=True):
            if at < _PIECE:
                yield start + at, told[which]


class Signs:
    """Where a page shows what it is about: places in order for each topic."""

    def __init__(self, places: Iterable[tuple[int, Topic]]) -> None:
        self._places: dict[Topic, list[int]] = {}
        for at, topic in sorted(places, key=_place):
            self._places.setdefault(topic, []).append(at)

    def characters(self) -> list[str]:
        """The Simplified characters that may lean to a form."""
        return [c for c, told in topics().items() if any(topic in self._places for topic in told)]

    def leaning(self, simplified: str, at: int, line: tuple[int, int]) -> Leaning:
        """The form to which a character leans at a place of a line, and how much; `NONE` if nothing is about it.

        What tells of no more than the characters near by tells of nothing beyond the line.
        """
        odds: dict[str, float] = {}
        for topic in topics()[simplified]:
            if topic in self._places and (signs := self._near(topic, at, line)):
                odds[topic.form] = max(odds.get(topic.form, 0.0), topic.most * _SHARE[min(signs, len(_SHARE) - 1)])
        form = max(odds, key=odds.__getitem__, default="")
        return (form, round(odds[form], 1)) if form else NONE

    def _near(self, topic: Topic, at: int, line: tuple[int, int]) -> int:
        places = self._places[topic]
        first, last = at - topic.near, at + topic.near
        if topic.near < _NEAR:
            first, last = max(first, line[0]), min(last, line[1])
        return bisect_right(places, last) - bisect_left(places, first)


def _place(sign: tuple[int, Topic]) -> int:
    return sign[0]
