"""Readings in brackets that a site put after certain characters: 創(chuàng)新.

A gloss is judged on the whole page. The sites' tables hold common characters in their Traditional form, each with
one reading, and every occurrence is glossed; an author glosses a rare or ambiguous one, mostly once, and a teaching
text glosses characters of every kind. So a page must show the sites' way before any of its glosses is taken for
damage, and then each character must fit it. Measured: 80 of 80 on the report this was written for.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import compress
from sys import intern

from reviewer.language.dictionaries import is_traditional_form
from reviewer.language.readings import is_in_use, reading_in, readings, usual_reading
from reviewer.language.words import frequency, segment
from reviewer.repair import gbk
from reviewer.repair.damage import Kind, Remedy
from reviewer.repair.progress import Progress, ignored
from reviewer.repair.repairs import Repairs
from reviewer.text.message import Message
from reviewer.text.span import Span

RULE = "gloss"
VERSION = 1
SPELLING = "a-zāáǎàēéěèêīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ"
GLOSS = re.compile(rf"[ \u3000]?[(（] ?([{SPELLING}]{{1,6}}) ?[)）]")
_WRITTEN = re.compile(rf"[(（] ?([{SPELLING}]{{1,6}}) ?[)）]")
"""`GLOSS` from its bracket on: far fewer places than where one with a blank before it may begin."""
COMMON = -12.0
"""Natural-log probability above which a character counts as one that no author would gloss."""
EVERYDAY = -11.0
KNOWN_WORD = -13.0
"""Natural-log probability above which everybody knows a word and how it is read."""
OFTEN = 3
"""Glosses of one character, on a page of the sites' kind, that no author would repeat."""
ENOUGH, TAUGHT = 2.8, 3.0
"""Log odds that take a gloss for the sites' on a page of theirs, and on one that also teaches how to read."""
USUAL, UNUSED, UNUSUAL, ALONE = 2.0, 2.0, 3.0, 3.0
"""What it tells (log odds) that a reading is the usual one, that no word has it, that some word has it though it is not
the usual one, and that the glossed character stands alone."""
_QUOTED = ("》", "”", "」", "』")
"""What ends a title or saying, behind which a sentence goes on."""
_NEAR = 40
_BLANKS = (" ", "\u3000")
_TOLD_EVERY = 4096
"""After how many places it is told how far the work is."""
_Place = tuple[int, int, str]
"""Where something is written like a gloss, and the reading."""
_Count = Callable[[str], int]
"""How often a character stands in the text, glossed or not; runs undone apart."""


@dataclass(frozen=True, slots=True)
class _Group:
    """The glosses of one character, as columns."""

    character: str
    starts: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))
    readings: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def places(self) -> Iterator[_Place]:
        """Each gloss with its reading."""
        return zip(self.starts, self.ends, self.readings, strict=True)

    def running(self, text: str) -> int:
        """After how many the text runs on, before or behind: in a word list it does not."""
        alone = [i for i, end in enumerate(self.ends) if not "\u3400" <= text[end : end + 1] <= "\u9fff"]
        return len(self) - sum(not self._runs_on(text, i) for i in alone)

    def _runs_on(self, text: str, index: int) -> bool:
        start, end = self.starts[index], self.ends[index]
        before = text[start - 2 : start - 1]
        return _is_running(text[end : end + 1]) or _is_running(before) or before in _QUOTED


def _is_running(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or (character.isascii() and character.isalnum())


def find(text: str, restored: Iterable[Span] = (), progress: Progress = ignored) -> Repairs:
    """The glosses of `text` that a site put in. Positions are code points of `text`.

    `restored` are shifted runs undone: their page is one of the sites', and what is not glossed there tells nothing.
    """
    restored = list(restored)
    found = _found(text, progress)
    cut = Counter(c for span in restored for c in span.of(text))

    @cache
    def count(character: str) -> int:
        progress(1.0)
        return max(len(found.groups[character]), text.count(character) - cut[character])

    told = {c: _likeness(group, count) for c, group in found.groups.items()}
    told = _settled(text, found.groups, told, count, bool(restored), progress)
    known = {c: _remedy(found.groups[c], likeness, count(c)) for c, likeness in told.items()}
    progress(1.0)
    remedies = [known.get(character) for character in found.characters]
    for i, place in found.on_letters.items():
        remedies[i] = _on_a_letter(text, place)
    progress(1.0)
    starts, ends = (array("i", compress(column, remedies)) for column in (found.starts, found.ends))
    return Repairs(text, starts, ends, [remedy for remedy in remedies if remedy])


@dataclass(frozen=True, slots=True)
class _Found:
    """All that is written like a gloss, blank before it included, as columns in the order of the text.

    `characters` are those that read so, or empty; `groups` hold theirs, `on_letters` (by index) those behind a sign of
    ASCII.
    """

    starts: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))
    characters: list[str] = field(default_factory=list)
    groups: dict[str, _Group] = field(default_factory=dict)
    on_letters: dict[int, _Place] = field(default_factory=dict)


def _found(text: str, progress: Progress) -> _Found:
    found = _Found()
    for number, match in enumerate(_WRITTEN.finditer(text)):
        if number % _TOLD_EVERY == 0:
            progress(match.start() / len(text))
        (start, end), reading = match.span(), intern(match[1])
        character = text[start - 1 : start]
        if character in _BLANKS:
            start -= 1
            character = text[start - 1 : start]
        if reading in readings(character):
            group = found.groups.get(character) or found.groups.setdefault(character, _Group(character))
            group.starts.append(start)
            group.ends.append(end)
            group.readings.append(reading)
            character = group.character
        else:
            if character.isascii():
                found.on_letters[len(found.starts)] = start, end, reading
            character = ""
        found.starts.append(start)
        found.ends.append(end)
        found.characters.append(character)
    return found


def _likeness(group: _Group, count: _Count) -> float:
    """How sure it is, on a page of the sites' kind, that they glossed this character; 0 if they did not."""
    character, one_reading = group.character, len(set(group.readings)) == 1
    if not one_reading or frequency(character) < COMMON or count(character) > len(group) * 1.25:
        return 0.0
    throughout = len(group) == count(character)
    if not is_traditional_form(character):
        return 0.97 if throughout and len(group) > 2 else 0.0
    if group.readings[0] != usual_reading(character) and (len(group) < 2 or not throughout):
        return 0.0
    return 0.999 if throughout else 0.98


def _settled(
    text: str, groups: dict[str, _Group], told: dict[str, float], count: _Count, proved: bool, progress: Progress
) -> dict[str, float]:
    """How sure it is of each glossed character that the sites glossed it, without those that they did not.

    `proved` says that runs cut by the sites show what the page is: then it may teach how to read as well.
    """
    if _shows_the_sites_way(text, groups, told, proved, progress):
        rest = {c: _once_known(text, group, count, proved) for c, group in groups.items() if not told[c]}
        told = told | rest
    elif proved:
        told = {c: likeness if _weight(text, groups[c]) > TAUGHT else 0.0 for c, likeness in told.items()}
    else:
        return {}
    return {c: likeness for c, likeness in told.items() if likeness}


def _once_known(text: str, group: _Group, count: _Count, proved: bool) -> float:
    """The same for what tells nothing by itself, on a page that showed the sites' way: 0 if it stays."""
    character = group.character
    if len(set(group.readings)) > 1 or not is_traditional_form(character) or len(group) < count(character):
        return 0.0
    if len(group) >= OFTEN:
        return 0.99
    misread = all(_misread(text, place) for place in group.places())
    if frequency(character) <= COMMON:
        needless = misread or group.readings[0] == usual_reading(character)
        return 0.97 if proved and needless and all(_in_known_word(text, p) for p in group.places()) else 0.0
    return 0.97 if misread or (proved and _weight(text, group) > ENOUGH) else 0.0


def _weight(text: str, group: _Group) -> float:
    """Log odds that the sites and not an author glossed a character throughout: the commoner, the likelier.

    An author glosses what is read otherwise than usual there; the sites' tables also hold readings nobody uses.
    """
    character, reading = group.character, group.readings[0]
    weight = frequency(character) - COMMON + len(group) - 1
    weight -= 0.0 if group.running(text) == len(group) else ALONE
    if reading == usual_reading(character):
        return weight + USUAL
    if not is_in_use(character, reading) or all(_misread(text, place) for place in group.places()):
        return weight + UNUSED
    return weight - (0.0 if all(_in_everyday_word(text, place) for place in group.places()) else UNUSUAL)


def _misread(text: str, place: _Place) -> bool:
    """Whether the reading is wrong in the common word around the character: an author would not write it."""
    word, at = _word_around(text, place)
    return len(word) > 1 and frequency(word) > KNOWN_WORD and reading_in(word, at) != place[2]


def _in_known_word(text: str, place: _Place) -> bool:
    """Whether the character, however rare by itself, stands in a word that everybody knows."""
    word, _ = _word_around(text, place)
    return len(word) > 1 and frequency(word) > KNOWN_WORD


def _in_everyday_word(text: str, place: _Place) -> bool:
    """Whether the character stands in a word that nobody needs to be told how to read."""
    word, _ = _word_around(text, place)
    return len(word) > 1 and frequency(word) > EVERYDAY


def _word_around(text: str, place: _Place) -> tuple[str, int]:
    """The word the glossed character is in, and where it stands there."""
    start, end, _ = place
    before = GLOSS.sub("", text[max(0, start - _NEAR) : start])
    after = GLOSS.sub("", text[end : end + _NEAR])
    near, at = before + after, len(before) - 1
    first, last = next((s, e) for s, e in segment(near) if s <= at < e)
    return near[first:last], at - first


def _shows_the_sites_way(
    text: str, groups: dict[str, _Group], told: dict[str, float], known: bool, progress: Progress
) -> bool:
    """Whether the glossed characters fit a site's table, in running text, too often for an accident.

    `known` says that the page holds shifted runs.
    """
    fitting = [group for character, group in groups.items() if told[character]]
    glosses = sum(map(len, fitting))
    running = sum(group.running(text) for group in _told_of(fitting, progress))
    taught = sum(not told[c] and frequency(c) > EVERYDAY for c in groups)
    in_a_row = sum(_followed(text, group) for group in _told_of(groups.values(), progress))
    if in_a_row * 3 >= glosses + 3:
        return False
    if known:
        return running > 0 and taught <= len(fitting)
    enough = glosses > 1 or any(_alone_is_enough(text, group) for group in fitting)
    return enough and running * 2 > glosses and taught * 3 <= len(fitting)


def _told_of(groups: Iterable[_Group], progress: Progress) -> Iterator[_Group]:
    """The groups, with a word on the work before each."""
    for group in groups:
        progress(1.0)
        yield group


def _followed(text: str, group: _Group) -> int:
    """After how many the next character is glossed too and another one: 團(tuán)團(tuán) is a name, no lesson."""
    nexts = (text[end] for end in group.ends if text[end + 1 : end + 2] in ("(", "（"))
    return sum(character != group.character for character in nexts)


def _alone_is_enough(text: str, group: _Group) -> bool:
    """Whether even one gloss tells: in running text, its most usual reading, on so common a character."""
    usual = group.readings[0] == usual_reading(group.character)
    return usual and frequency(group.character) > EVERYDAY and group.running(text) > 0


def _remedy(group: _Group, likeness: float, count: int) -> Remedy:
    reason = Message.of("repair.gloss", character=group.character, reading=group.readings[0], count=count)
    return Remedy("", Kind.PINYIN_GLOSS, RULE, VERSION, likeness, (reason,))


def _on_a_letter(text: str, place: _Place) -> Remedy | None:
    """A gloss after an ASCII letter: with the character before, the letter's byte spells the glossed character."""
    start, _, reading = place
    if start < 2 or not "@" <= text[start - 1] <= "~":
        return None
    before = gbk.pair_of(text[start - 2])
    named = gbk.character_of(before[1], ord(text[start - 1])) if before else ""
    if not named or reading not in readings(named) or frequency(named) < COMMON:
        return None
    data = bytes((before[1], ord(text[start - 1])))
    reason = Message.of(
        "repair.gloss-on-letter",
        reading=reading,
        letter=text[start - 1],
        before=text[start - 2],
        bytes=gbk.hexadecimal(data),
        character=named,
    )
    return Remedy("", Kind.PINYIN_GLOSS, "gloss-on-letter", VERSION, 0.99, (reason,))
