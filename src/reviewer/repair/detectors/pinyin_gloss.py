"""Readings in brackets that a site put after certain characters: 創(chuàng)新.

A gloss is judged on the whole page. The sites' tables hold common characters in their Traditional form, each with
one reading, and every occurrence is glossed; an author glosses a rare or ambiguous one, mostly once, and a teaching
text glosses characters of every kind. So a page must show the sites' way before any of its glosses is taken for
damage, and then each character must fit it. Measured: 80 of 80 on the report this was written for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from reviewer.language.dictionaries import is_traditional_form
from reviewer.language.readings import reading_in, readings, usual_reading
from reviewer.language.words import frequency, segment
from reviewer.repair import gbk
from reviewer.repair.damage import Kind, Repair
from reviewer.text.message import Message
from reviewer.text.span import Span

RULE = "gloss"
VERSION = 1
SPELLING = "a-zāáǎàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"
GLOSS = re.compile(rf"[ \u3000]?[(（] ?([{SPELLING}]{{1,6}}) ?[)）]")
_OPENED = re.compile(rf"[(（](?= ?[{SPELLING}]{{1,6}} ?[)）])")
"""The bracket of a gloss: far fewer places than where a gloss with a blank before it may begin."""
COMMON = -12.0
"""Natural-log probability above which a character counts as one that no author would gloss."""
EVERYDAY = -11.0
KNOWN_WORD = -13.0
"""Natural-log probability above which everybody knows a word and how it is read."""
OFTEN = 3
"""Glosses of one character, on a page of the sites' kind, that no author would repeat."""
_NEAR = 40
_BLANKS = (" ", "\u3000")
_RUNNING = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
_Group = list["_Gloss"]


@dataclass(frozen=True, slots=True)
class _Gloss:
    start: int
    end: int
    character: str
    reading: str
    running: bool
    """Whether the text runs on before or after it: in a word list it does not."""


def find(text: str, restored: Iterable[Span] = ()) -> list[Repair]:
    """The glosses of `text` that a site put in. Positions are code points of `text`.

    `restored` are shifted runs undone: their page is one of the sites', and what is not glossed there tells nothing.
    """
    restored = list(restored)
    matches = list(_matches(text))
    found = [repair for match in matches if (repair := _on_a_letter(text, match))]
    groups = _grouped(_glosses(text, matches))
    cut = Counter(c for span in restored for c in span.of(text))
    counts = {character: max(len(group), text.count(character) - cut[character]) for character, group in groups.items()}
    told = {c: _likeness(c, group, counts[c]) for c, group in groups.items()}
    if _shows_the_sites_way(text, groups, told, known=bool(restored)):
        told |= {c: _once_known(text, group, counts[c]) for c, group in groups.items() if not told[c]}
        glosses = (g for c, group in groups.items() if told[c] for g in group)
        found += [_repair(text, g, told[g.character], counts[g.character]) for g in glosses]
    return sorted(found, key=lambda repair: repair.start)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """All of `GLOSS` in the text."""
    for opened in _OPENED.finditer(text):
        at = opened.start()
        match = GLOSS.match(text, at - 1 if text[at - 1 : at] in _BLANKS else at)
        if match:
            yield match


def _glosses(text: str, matches: Iterable[re.Match[str]]) -> Iterator[_Gloss]:
    for match in matches:
        start, end = match.span()
        character = text[start - 1 : start]
        if character and match[1] in readings(character):
            before, after = _RUNNING.match(text[start - 2 : start - 1]), _RUNNING.match(text, end)
            yield _Gloss(start, end, character, match[1], bool(before or after))


def _grouped(glosses: Iterable[_Gloss]) -> dict[str, _Group]:
    groups: dict[str, _Group] = defaultdict(list)
    for gloss in glosses:
        groups[gloss.character].append(gloss)
    return groups


def _likeness(character: str, group: _Group, count: int) -> float:
    """How sure it is, on a page of the sites' kind, that they glossed this character; 0 if they did not."""
    one_reading = len({g.reading for g in group}) == 1
    if not one_reading or frequency(character) < COMMON or count > len(group) * 1.25:
        return 0.0
    if not is_traditional_form(character):
        return 0.97 if len(group) == count > 2 else 0.0
    if group[0].reading != usual_reading(character) and (len(group) < 2 or len(group) < count):
        return 0.0
    return 0.999 if len(group) == count else 0.98


def _once_known(text: str, group: _Group, count: int) -> float:
    """The same for what tells nothing by itself, on a page that showed the sites' way: 0 if it stays."""
    character = group[0].character
    if len({g.reading for g in group}) > 1 or len(group) < count or not is_traditional_form(character):
        return 0.0
    if count >= OFTEN:
        return 0.99
    return 0.97 if frequency(character) > COMMON and all(_misread(text, g) for g in group) else 0.0


def _misread(text: str, gloss: _Gloss) -> bool:
    """Whether the reading is wrong in the common word around the character: an author would not write it."""
    before = GLOSS.sub("", text[max(0, gloss.start - _NEAR) : gloss.start])
    after = GLOSS.sub("", text[gloss.end : gloss.end + _NEAR])
    near, at = before + after, len(before) - 1
    start, end = next((s, e) for s, e in segment(near) if s <= at < e)
    word = near[start:end]
    return len(word) > 1 and frequency(word) > KNOWN_WORD and reading_in(word, at - start) != gloss.reading


def _shows_the_sites_way(text: str, groups: dict[str, _Group], told: dict[str, float], known: bool) -> bool:
    """Whether the glossed characters fit a site's table, in running text, too often for an accident.

    `known` says that the page holds shifted runs.
    """
    fitting = [group for character, group in groups.items() if told[character]]
    glosses = sum(map(len, fitting))
    running = sum(g.running for group in fitting for g in group)
    taught = sum(not told[c] and frequency(c) > EVERYDAY for c in groups)
    in_a_row = sum(_another_follows(text, g) for group in groups.values() for g in group)
    if in_a_row * 3 >= glosses + 3:
        return False
    if known:
        return running > 0 and taught <= len(fitting)
    enough = glosses > 1 or any(_alone_is_enough(group[0]) for group in fitting)
    return enough and running * 2 > glosses and taught * 3 <= len(fitting)


def _another_follows(text: str, gloss: _Gloss) -> bool:
    """Whether the next character is glossed too and another one: 團(tuán)團(tuán) is a name, no lesson."""
    return text.startswith(("(", "（"), gloss.end + 1) and text[gloss.end] != gloss.character


def _alone_is_enough(gloss: _Gloss) -> bool:
    """Whether even one gloss tells: in running text, its most usual reading, on so common a character."""
    return gloss.running and frequency(gloss.character) > EVERYDAY and gloss.reading == usual_reading(gloss.character)


def _repair(text: str, gloss: _Gloss, likeness: float, count: int) -> Repair:
    return Repair(
        gloss.start,
        gloss.end,
        intern(text[gloss.start : gloss.end]),
        "",
        Kind.PINYIN_GLOSS,
        RULE,
        VERSION,
        likeness,
        _reasons(gloss.character, gloss.reading, count),
    )


@lru_cache(maxsize=256)
def _reasons(character: str, reading: str, count: int) -> tuple[Message]:
    """Shared by all glosses of one character: a long page has a hundred thousand."""
    return (Message.of("repair.gloss", character=character, reading=reading, count=count),)


def _on_a_letter(text: str, match: re.Match[str]) -> Repair | None:
    """A gloss after an ASCII letter: with the character before, the letter's byte spells the glossed character."""
    start, end = match.span()
    if start < 2 or not "@" <= text[start - 1] <= "~":
        return None
    before = gbk.pair_of(text[start - 2])
    named = gbk.character_of(before[1], ord(text[start - 1])) if before else ""
    if not named or match[1] not in readings(named) or frequency(named) < COMMON:
        return None
    data = bytes((before[1], ord(text[start - 1])))
    reason = Message.of(
        "repair.gloss-on-letter",
        reading=match[1],
        letter=text[start - 1],
        before=text[start - 2],
        bytes=gbk.hexadecimal(data),
        character=named,
    )
    return Repair(start, end, match[0], "", Kind.PINYIN_GLOSS, "gloss-on-letter", VERSION, 0.99, (reason,))
