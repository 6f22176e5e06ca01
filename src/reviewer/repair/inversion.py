"""A shifted run read back: which bytes gave what the page shows, and how they pair up when nothing is put in.

Once a site has cut between the two bytes of a character, its decoder pairs every trail byte with the next lead
byte. Reading back, one byte is pending (the lead byte whose trail comes next); every character shown gives the
trail that closes it and the next lead byte. The run ends where the bytes pair up again. Bytes the page no longer
holds stay open as `Half` characters; a swallowed ASCII byte is `LOST`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from reviewer.language.dictionaries import is_traditional_form
from reviewer.language.readings import readings, usual_reading
from reviewer.repair import gbk
from reviewer.repair.channel import DELIMITERS, FLATTENED
from reviewer.repair.damage import LOST
from reviewer.repair.soundness import character_likelihood, is_plausible

SPELLING = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ"
INSERTED = re.compile(rf"\(([{SPELLING}]{{1,6}})\)")
SWALLOWING = re.compile(rf"\?([{SPELLING}]{{1,6}})\)")
"""A reading whose opening bracket went with the lead byte before it."""
_GLOSS_BEFORE = re.compile(rf"\(([{SPELLING}]{{1,6}})\)\Z")
WIDE = {ascii_form: full for full, ascii_form in FLATTENED.items()}
LONGEST = 80
"""Code points after which a run is given up; the longest seen on a page has 25."""
MARKS_PASSED = 5
"""Places at which a run may have ended after which reading on is given up."""
_ROW = gbk.MARK * 3
_PAIRED_EURO = b"\xa2\xe3"
"""The other code of the euro sign, of two bytes: 80 alone is the usual one."""
QUOTING = 0xA1
"""The lead byte of quotes and stops: all that a cut without any letter behind it may have left."""
PAGE = 2048
"""Code points by which it is told how a page's lines are set."""
AROUND, FURTHER, TOLD_WIDTHS = 256, 12, 3
"""Code points by which it is told whether marks were flattened: by the part around and one more on each side, or twelve
if these hold no more than so many of one width than of the other."""
NAMED = 6
"""How many characters are tried for one reading."""
COMMON_KEY, RARE_KEY, KEPT_FORM, OTHER_READING = -12.5, 0.6, 6.0, 2.0
"""Doubts (natural log): the sites gloss common characters (for what they are rarer than that, a part), those in a form
that only Traditional text writes, and mostly with the usual reading."""
_HOPELESS = 9.0
"""By how much (natural log) the characters read so far may be likelier as shown than as read back."""
REMEMBERED = 1 << 16
CLOSING = frozenset(map(chr, range(0x40, 0x7F))) | {gbk.EURO, gbk.MARK, *DELIMITERS, *FLATTENED.values()}
"""Characters at which bytes may pair up again."""


class Half(NamedTuple):
    """A character of which one byte is gone."""

    lead: int | None
    trail: int | None
    barred: frozenset[int] = frozenset()
    """Values of the byte that is gone with which the text would have been cut there too."""


Slot = str | Half


class Inversion(NamedTuple):
    """One way to read a run back.

    `text[start:end]` is replaced by `slots`. `cut` names what cut the bytes: a delimiter, or a glossed character.
    `glosses` are the readings that were put in, by character; `delimiters` what the text must have been split at;
    `closing` is the delimiter right after the run that left a lone byte; `lone` is what lone bytes became; `begin` is
    the place of the character before, if its second byte had a part in the cut.
    """

    start: int
    end: int
    slots: tuple[Slot, ...]
    cut: str
    glosses: tuple[tuple[str, str], ...] = ()
    delimiters: str = ""
    closing: str = ""
    lone: str | None = None
    begin: int = -1

    @property
    def is_bare(self) -> bool:
        """Whether nothing is read back yet but the cut itself: a delimiter alone tells nothing."""
        return len(self.slots) == 1 and isinstance(self.slots[0], Half)

    @property
    def reach(self) -> int:
        """Where the next run may begin: a delimiter that closes a run cuts no other."""
        return self.end + len(self.closing)

    def read(self, end: int, slots: Iterable[Slot], glosses: tuple[tuple[str, str], ...]) -> Inversion:
        """The same, read on to `end` as `slots`, with the `glosses` put in so far."""
        return Inversion(
            self.start, end, tuple(slots), self.cut, glosses, self.delimiters, self.closing, self.lone, self.begin
        )

    def extended(self, end: int, *slots: Slot) -> Inversion:
        """The same, read on to `end`."""
        return self.read(end, self.slots + slots, self.glosses)


def from_split(text: str, at: int, unmarked: bool = False) -> Iterator[Inversion]:
    """Inversions of a cut at the delimiter `text[at]`, whose first byte closed one character and second opened one.

    A `?` before it is the lone byte it left, but for `unmarked` ones: there it was left out.
    """
    delimiter = WIDE.get(text[at], text[at])
    if delimiter not in DELIMITERS or (text[at] != delimiter and keeps_wide_marks(text, at)):
        return
    closed, opened = gbk.encode(delimiter)
    mark = 1 if text[at - 1 : at] == gbk.MARK and not unmarked else 0
    first = Half(None, closed, _cutting_after(text[at - 1 - mark : at - mark], delimiter))
    lone = gbk.MARK if mark else ""
    yield from _walk(text, Inversion(at - mark, at + 1, (first,), delimiter, (), delimiter, lone=lone), opened)


def _cutting_after(character: str, delimiter: str) -> frozenset[int]:
    """The lead byte that would have made a cut of it and the character before."""
    trail = gbk.pair_of(WIDE.get(character, character))[1:]
    key = gbk.encode(delimiter)
    return frozenset(key[1:]) if trail == key[:1] else frozenset()


@cache
def _cutting_before(closing: str, delimiters: str, lead: int) -> frozenset[int]:
    """The trail bytes that would have made a cut of them and the delimiter `closing`, or of `lead` and them."""
    keys = [gbk.encode(delimiter) for delimiter in delimiters]
    across = (key[0] for key in keys if key[1] == gbk.encode(closing)[0])
    return frozenset([*across, *(key[1] for key in keys if key[0] == lead)])


def from_gloss(text: str, match: re.Match[str]) -> Iterator[Inversion]:
    """Inversions of a reading that was put in between the bytes of two neighbours, `match` by `SWALLOWING`."""
    begin, own = _glossed_before(text, match.start())
    shown = text[begin : begin + 1]
    before = gbk.pair_of(WIDE.get(shown, shown))
    for glossed in named(before[1], match[1]) if before else ():
        trail = gbk.pair_of(glossed)[1]
        glosses = ((glossed, match[1]), *own)
        yield from _walk(text, Inversion(match.start(), match.end(), (), glossed, glosses, begin=begin), trail)


def _glossed_before(text: str, end: int) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The place of the character before `end` and the glosses of its own in between: 當(dāng)?shù)."""
    own: list[tuple[str, str]] = []
    while (gloss := _GLOSS_BEFORE.search(text, max(0, end - 9), end)) and gloss.start():
        end = gloss.start()
        own.append((text[end - 1], gloss[1]))
    return max(0, end - 1), tuple(own)


@cache
def named(lead: int, reading: str) -> tuple[str, ...]:
    """Characters with this lead byte and reading whose trail byte can be a lead byte, likeliest first.

    The bytes of the run are the proof: what is glossed may be rare.
    """
    held = (gbk.character_of(lead, trail) for trail in range(0x81, 0xFF))
    fitting = [c for c in held if reading in readings(c)]
    return tuple(sorted(fitting, key=lambda c: doubt_of(c, reading) - character_likelihood(c))[:NAMED])


@cache
def doubt_of(glossed: str, reading: str) -> float:
    """How much less likely (natural log) a site's table holds this than a common Traditional form as usually read."""
    rare = RARE_KEY * max(0.0, COMMON_KEY - character_likelihood(glossed))
    kept = 0.0 if is_traditional_form(glossed) else KEPT_FORM
    return rare + kept + (0.0 if reading == usual_reading(glossed) else OTHER_READING)


def in_a_row(text: str, at: int) -> bool:
    """Whether `text[at]` is one of three question marks or more: characters a code page lacked, no cut bytes."""
    return _ROW in text[max(0, at - 2) : at + 3]


def _walk(text: str, begun: Inversion, pending: int) -> Iterator[Inversion]:
    """All ways to read on from `begun` with the lead byte `pending` open."""
    worse, marks, start, at, length = 0.0, 0, begun.start, begun.end, len(text)
    slots, glosses = list(begun.slots), begun.glosses
    while at - start <= LONGEST and worse <= _HOPELESS and marks <= MARKS_PASSED:
        if at == length:
            yield from _at_end(begun.read(at, slots, glosses), pending)
            return
        shown = text[at]
        if shown in CLOSING:
            if in_a_row(text, at):
                return
            marks += 1
            yield from _ended(text, begun.read(at, slots, glosses), pending, shown)
        pair = paired(pending, shown)
        if pair is None or (shown in WIDE and keeps_wide_marks(text, at)):
            return
        closed, pending, cost = pair
        slots.append(closed)
        worse, at = worse + cost, at + 1
        if pending < 0x80:
            yield begun.read(at, [*slots, chr(pending)], glosses)
            return
        if text.startswith("(", at) and (inserted := INSERTED.match(text, at)) and inserted[1] in readings(shown):
            at, glosses = inserted.end(), (*glosses, (shown, inserted[1]))


def _at_end(so_far: Inversion, pending: int) -> Iterator[Inversion]:
    """The run read on to the end of the text, where a lead byte alone is dropped."""
    if so_far.lone != gbk.MARK and (not so_far.is_bare or pending == QUOTING):
        yield so_far.extended(so_far.end, Half(pending, None))._replace(lone="")


@lru_cache(maxsize=REMEMBERED)
def paired(pending: int, shown: str) -> tuple[str, int, float] | None:
    """What the two bytes of the character `shown` make with the lead byte `pending`.

    The character they close, the byte after it, and by how much `shown` is likelier than the character; None if they
    close none.
    """
    wide = WIDE.get(shown, shown)
    pair = _PAIRED_EURO if shown == gbk.EURO else gbk.pair_of(wide)
    closed = gbk.character_of(pending, pair[0]) if pair else ""
    if not closed or "\ue000" <= closed <= "\uf8ff" or pair[1] in (0x80, 0xFF):
        return None
    return closed, pair[1], character_likelihood(wide) - character_likelihood(closed)


def _ended(text: str, so_far: Inversion, pending: int, shown: str) -> Iterator[Inversion]:
    """The ways in which the bytes pair up again at the character `shown`."""
    at = so_far.end
    if "@" <= shown <= "~" or shown == gbk.EURO:
        closed = gbk.character_of(pending, 0x80 if shown == gbk.EURO else ord(shown))
        if is_plausible(closed) or (closed and so_far.begin >= 0):
            yield _with_gloss(text, so_far.extended(at + 1, closed), closed)
    elif shown == gbk.MARK:
        yield from _at_mark(text, so_far, pending)
    if _may_close(text, shown, at) and so_far.lone != gbk.MARK and (not so_far.is_bare or pending == QUOTING):
        yield _closed(so_far.extended(at), pending, shown, "")


def _may_close(text: str, shown: str, at: int) -> bool:
    """Whether a piece may have ended at `shown`; an ASCII mark is a delimiter only where marks were flattened."""
    return shown in DELIMITERS or (WIDE.get(shown, gbk.MARK) in DELIMITERS and not keeps_wide_marks(text, at))


def keeps_wide_marks(text: str, at: int) -> bool:
    """Whether the marks of the text around were not flattened: a long text may hold pages of many sites."""
    return _keeps_wide_marks(text, at // AROUND)


@lru_cache(maxsize=1 << 12)
def _keeps_wide_marks(text: str, part: int) -> bool:
    for reach in (1, FURTHER):
        start, end = max(0, (part - reach) * AROUND), (part + reach + 1) * AROUND
        wide, flattened = text.count("，", start, end), text.count(",", start, end)
        if abs(wide - flattened) > TOLD_WIDTHS:
            break
    return wide > flattened


def _with_gloss(text: str, done: Inversion, character: str) -> Inversion:
    """The same with the reading of its last character, should one follow: that proves the character."""
    inserted = INSERTED.match(text, done.end)
    if not inserted or inserted[1] not in readings(character):
        return done
    return done._replace(end=inserted.end(), glosses=(*done.glosses, (character, inserted[1])))


def _closed(done: Inversion, lead: int, closing: str, lone: str) -> Inversion:
    """The run ended by the lone byte `lead` before the delimiter `closing`."""
    wide = WIDE.get(closing, closing)
    delimiters = done.delimiters if wide in done.delimiters else done.delimiters + wide
    last = Half(lead, None, _cutting_before(wide, delimiters, lead))
    return done._replace(slots=(*done.slots, last), delimiters=delimiters, closing=closing, lone=lone)


def _at_mark(text: str, so_far: Inversion, pending: int) -> Iterator[Inversion]:
    at = so_far.end
    gloss = SWALLOWING.match(text, at)
    if gloss:
        for glossed in named(pending, gloss[1]):
            known = so_far.extended(gloss.end(), glossed)
            yield known._replace(glosses=(*known.glosses, (glossed, gloss[1])))
        return
    yield so_far.extended(at + 1, Half(pending, None), LOST)
    following = text[at + 1 : at + 2]
    if following and _may_close(text, following, at) and so_far.lone != "":
        yield _closed(so_far.extended(at + 1), pending, following, gbk.MARK)
