"""OpenCC's dictionaries, read from where opencc-python-reimplemented keeps them, and conversion with them.

The rule is that library's: text between punctuation marks, per step the longest match anywhere, the leftmost of
that length, then the same on both sides of it; what no phrase takes goes by characters. Matching all phrases at
once (Aho-Corasick) and choosing among the matches gives the same text ten times as fast.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Match = tuple[int, int]

_SEPARATOR = re.compile(
    r"[\s\-,.?!*　，。、；：？！…“”‘’『』「」﹁﹂—－（）《》〈〉～．／＼"
    r"︒︑︔︓︿﹀︹︺︙︐［﹇］﹈︕︖︰︳︴︽︾︵︶｛︷｝︸﹃﹄【︻】︼]"
)


@cache
def _home() -> Path:
    spec = find_spec("opencc")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("opencc-python-reimplemented is not installed")
    return Path(spec.submodule_search_locations[0])


def entries(name: str) -> list[tuple[str, str]]:
    """The lines of one OpenCC dictionary, e.g. `TSCharacters`: key and its forms, separated by spaces, first first."""
    lines = (_home() / "dictionary" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    pairs = (line.strip().partition("\t") for line in lines if "\t" in line)
    return [(key, forms) for key, _, forms in pairs]


@cache
def simplified_characters() -> dict[int, str]:
    """Traditional to Simplified, one character at a time, as a table for `str.translate`."""
    return {ord(key): forms.partition(" ")[0] for key, forms in entries("TSCharacters")}


@cache
def is_traditional_form(character: str) -> bool:
    """Whether Simplified text writes the character otherwise."""
    return simplified_characters().get(ord(character), character) != character


def configurations() -> tuple[str, ...]:
    """The names `convert` knows, e.g. `s2tw`."""
    return tuple(sorted(path.stem for path in (_home() / "config").glob("*.json")))


def convert(text: str, config: str) -> str:
    """The text converted by one of OpenCC's configurations. Raises `ValueError` for an unknown one."""
    for step in _steps(config):
        text = step.apply(text)
    return text


@dataclass(frozen=True, slots=True)
class _Phrases:
    """One dictionary with words of several characters."""

    forms: dict[str, str]
    matcher: Any

    def matches(self, text: str) -> list[Match]:
        found = self.matcher.find_matches_as_indexes(text, overlapping=True)
        matches = [(start, end) for _, start, end in found]
        matches.sort()
        return matches


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of a configuration: its dictionaries of words in order, then characters."""

    phrases: tuple[_Phrases, ...]
    characters: dict[int, str]

    def apply(self, text: str) -> str:
        """The text after this step."""
        if not self.phrases:
            return text.translate(self.characters)
        chosen: list[tuple[int, int, str]] = []
        for dictionary in self.phrases:
            taken = [(start, end) for start, end, _ in chosen]
            picked = _longest_first(_outside(dictionary.matches(text), taken))
            chosen += [(start, end, dictionary.forms[text[start:end]]) for start, end in picked]
            chosen.sort()
        return self._joined(text, chosen)

    def _joined(self, text: str, chosen: list[tuple[int, int, str]]) -> str:
        by_character = text.translate(self.characters)
        pieces: list[str] = []
        at = 0
        for start, end, form in chosen:
            pieces += (by_character[at:start], form)
            at = end
        pieces.append(by_character[at:])
        return "".join(pieces)


def _outside(matches: list[Match], taken: list[Match]) -> list[Match]:
    """The matches that no taken span touches; both sorted."""
    if not taken:
        return matches
    free, at = [], 0
    for start, end in matches:
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if at == len(taken) or end <= taken[at][0]:
            free.append((start, end))
    return free


def _longest_first(matches: list[Match]) -> list[Match]:
    """Disjoint matches, chosen by length, then from the left. `matches` are sorted by start."""
    chosen: list[Match] = []
    count, at = len(matches), 0
    while at < count:
        first, reach = at, matches[at][1]
        at += 1
        while at < count and matches[at][0] < reach:
            if matches[at][1] > reach:
                reach = matches[at][1]
            at += 1
        if at == first + 1:
            chosen.append(matches[first])
        else:
            chosen += _settled(matches[first:at])
    return chosen


def _settled(cluster: list[Match]) -> list[Match]:
    chosen: list[Match] = []
    for start, end in sorted(cluster, key=_by_length):
        for other_start, other_end in chosen:
            if start < other_end and other_start < end:
                break
        else:
            chosen.append((start, end))
    chosen.sort()
    return chosen


def _by_length(match: Match) -> Match:
    return match[0] - match[1], match[0]


@cache
def _steps(config: str) -> tuple[_Step, ...]:
    path = _home() / "config" / f"{config}.json"
    if not path.is_file():
        raise ValueError(f"no configuration {config!r}; there are {', '.join(configurations())}")
    chain = json.loads(path.read_text(encoding="utf-8"))["conversion_chain"]
    return tuple(_step(part["dict"]) for part in chain)


def _step(description: dict[str, Any]) -> _Step:
    names = [Path(d["file"]).stem for d in description.get("dicts", [description])]
    tables = [_usable(name) for name in names]
    by_character = bool(tables) and all(len(key) == 1 for key in tables[-1])
    characters = {ord(key): form for key, form in tables[-1].items()} if by_character else {}
    return _Step(tuple(map(_phrases, names[:-1] if by_character else names)), characters)


@cache
def _phrases(name: str) -> _Phrases:
    from ahocorasick_rs import AhoCorasick, Implementation

    forms = _usable(name)
    return _Phrases(forms, AhoCorasick(list(forms), implementation=Implementation.ContiguousNFA))


@cache
def _usable(name: str) -> dict[str, str]:
    """Keys to first forms, without those that hold a separator: the text is split there before it is matched."""
    pairs = ((key, forms.partition(" ")[0]) for key, forms in entries(name))
    return {key: form for key, form in pairs if form and not _SEPARATOR.search(key)}
