"""An inversion made whole and put to the proof: does it read better, and does the same damage give the same page?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import permutations
from typing import NamedTuple

from reviewer.repair import channel, gbk
from reviewer.repair.channel import Channel, by_character, is_foreign
from reviewer.repair.damage import LOST
from reviewer.repair.echoes import echo
from reviewer.repair.halves import CLOSED, Around, Filled, fill, sketch
from reviewer.repair.inversion import INSERTED, PAGE, SPELLING, WIDE, Half, Inversion, doubt_of
from reviewer.repair.soundness import MARKS, character_likelihood, likelihood
from reviewer.repair.surroundings import Surroundings

CONTEXT = 8
HOPELESS = -6.0
"""The gain of a quick reading below which a careful one is not tried."""
PAIRS = ("“”", "‘’", "「」", "『』", "（）", "《》", "〈〉", "【】", "〔〕")
CLOSES = {pair[1]: pair[0] for pair in PAIRS}
NAMING, LONG = frozenset("》〉】〕"), 24
"""What closes a name or title, and how many code points that seldom has."""
CURLED, CORNERED = "“”‘’", "「」『』"
_CLOSING_QUOTES = frozenset("”’」』")
_QUOTES = CURLED + CORNERED
"""A text uses quotes of one kind."""
PROVED = 9.0
"""Log odds for a last character whose own reading follows it: the page shows that behind a letter."""
BARE = 2
"""Characters of a run that are both half gone: what stood there only its surroundings can tell."""
UNPROVED = 6.0
"""The most (natural log) that a run may gain of which no character has both its bytes."""
DOUBLE_MARK, DOUBLED = "??", 5.0
"""What also stands for a character of two code units that a code page lacked, and how much (natural log) that takes."""
ALONE = 4.0
"""How much less likely (natural log) the swallowed byte is before a delimiter: few numbers have one digit."""
BLANK_LINE, NO_BLANK_LINE = 1.0, 4.0
"""How much less likely (natural log) it is at the end of a line where some lines are blank, and where none are."""
THOUSANDS = 4.0
"""How much likelier (natural log) it is before the comma of thousands."""
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
_RANGE = re.compile(r"、\d")
"""What follows a digit where two neighbours are named: 4、5根."""
LETTER, SIGN = 3.0, 6.0
"""How much less likely (natural log) a run ends with a letter that stands alone, or with a sign of ASCII."""
GROUP = 5
_PARTING = frozenset("！；？。，、!;?,")
_NO_PAIRED = re.compile("[^()\n" + "".join(PAIRS) + "]+")
_TITLES, _QUOTED = frozenset(CLOSES[mark] for mark in NAMING), frozenset(_QUOTES)
_QUOTE = re.compile("[“”‘’「」『』（）()《》〈〉【】〔〕\n]")
FAR = 400
"""Code points in which a mark that closes is believed to have been opened."""
REACH = 24
"""Code points in which `CONTEXT` characters beside the glosses are looked for."""
QUESTION = 0.5
"""How much less likely (natural log) `?` behind a run is a flattened question mark than a swallowed byte."""
NOT_WRITTEN = 6.0
"""How much less likely (natural log) a character is that the sites' conversion would have changed."""
NEAR, DEBRIS = 4, 8.0
"""Code points in which a U+FFFD speaks against a run, and how much (natural log): other damage lost it."""
REMEMBERED = 1 << 11
"""Of how many runs it is remembered whether they can be damaged again: pages repeat themselves."""
ORDERED = 3
"""How many readings put in one run are tried in every order."""
_MARKS = MARKS | frozenset("!?.,;:()-~'\" \xa0\n\t")
"""What people write in rows: punctuation and blanks, of both widths."""
SELDOM = -12.0
"""Natural-log probability below which nobody puts a character alone between marks."""
_READINGS = re.compile(rf"[(?][{SPELLING}]{{1,6}}\)")
"""Readings put in, whole or without their opening bracket: that closes no other."""
_QUOTE_OR_READING = re.compile(f"{_READINGS.pattern}|{_QUOTE.pattern}")
_UNASSIGNED = re.compile("[\ue000-\uf8ff]")
"""What pairs of bytes that no character has are shown as."""
_TERM = re.compile(
    r"(?<=[\u4e00-\u9fff、])(?<![说說道问問答曰云喊叫])[“‘「『][^“”‘’「」『』，。！？；：,;:!?\n]{0,8}\Z"
)
_SPEECH = re.compile(r"(?:(?:^|[\n：:])[“‘「『]|[，。；！？,;!?][“‘「『][^“”‘’「」『』\n]{2})[^“”‘’「」『』\n]*\Z")
_BRIEF = re.compile(r"[“‘「『][^“”‘’「」『』\n]{0,2}\Z")
TERMED, SAID, BRIEF = 7.0, 1.5, 3.0
"""Log odds that what a quotation names inside a sentence ends without a stop, that what somebody says ends with one,
and that so short a one as has hardly any words does not."""
_SOUND_AFTER = re.compile(r"[^?€\ue000-\uf8ff\ufffd]*")
_SOUND_BEFORE = re.compile(r"[^?€\ue000-\uf8ff\ufffd]*\Z")
_WIDE = str.maketrans({mark: full for full, mark in channel.FLATTENED.items()})


@dataclass(frozen=True, slots=True)
class Restoration:
    """An inversion with its open characters filled; `gain` is by how much (natural log) it reads better.

    `proof` is what that proves of the cut itself (natural log): no more than what holds no whole character can.
    A `bare` one proves nothing: only other runs cut at the same delimiter can tell that it is one.
    `page` is what the page around tells for it beside other readings (natural log), `share` (0 to 1) is its part of
    the likelihood of all that may have stood there.
    """

    inversion: Inversion
    filled: Filled
    gain: float
    proof: float
    bare: bool = False
    page: float = 0.0
    share: float = 1.0
    rivals: tuple[str, ...] = ()

    @property
    def standing(self) -> float:
        """The gain, and what speaks for it and against it beforehand (natural log)."""
        run = self.inversion
        doubt = sum(doubt_of(*gloss) for gloss in run.glosses)
        doubt += QUESTION if run.closing == gbk.MARK else 0.0
        return self.gain + self.page - doubt

    @property
    def is_quote_alone(self) -> bool:
        """Whether nothing is read but marks that close a quote which nothing else closes."""
        return not self.bare and self.is_split and all(isinstance(slot, Half) for slot in self.inversion.slots)

    @property
    def is_split(self) -> bool:
        """Whether a delimiter cut the run, and not a gloss."""
        return self.inversion.delimiters[:1] == self.inversion.cut

    def odds(self, prior: float) -> float:
        """The probability (0 to 1) that this place was cut so, given the log odds that it was cut at all."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.proof + prior))))


class Draft(NamedTuple):
    """An inversion read quickly: `shown` is how likely the page reads, `gain` by how much likelier it does."""

    inversion: Inversion
    around: Around
    shown: float
    gain: float


class Run(NamedTuple):
    """Where an inversion stands: all of it that what stands beside it hangs on."""

    start: int
    end: int
    closing: str


def drafted(beside: Surroundings, inversion: Inversion) -> Draft | None:
    """A quick reading of the inversion, or None if no careful one can read better than the page."""
    around = _near(beside, inversion)
    shown = likelihood(around.before + _as_marked(beside.text, inversion) + around.after)
    gain = _likelihood(sketch(inversion.slots, around), around) - shown
    if len(inversion.slots) == BARE and not is_proved(beside.text, inversion):
        return Draft(inversion, around, shown, max(gain, HOPELESS))
    if gain < HOPELESS - CLOSED:
        return None
    if gain < HOPELESS:
        around = _around(beside, inversion, around)
        sketched = sketch(inversion.slots, around)
        gain = _likelihood(sketched, around) - shown + _closing(inversion, sketched, around)
    return Draft(inversion, around, shown, gain) if gain >= HOPELESS else None


def _as_marked(text: str, inversion: Inversion) -> str:
    """The run as the page shows it, a flattened question mark that may have cut it as the mark it stands for."""
    run = text[inversion.start : inversion.end]
    flattened_mark = run[:1] == gbk.MARK and inversion.lone != gbk.MARK and inversion.delimiters[:1] == inversion.cut
    return WIDE[gbk.MARK] + run[1:] if flattened_mark else run


def restore(beside: Surroundings, draft: Draft) -> Restoration | None:
    """The inversion made whole, or None if it reads worse than the page or is no inversion of it."""
    inversion, around = draft.inversion, _around(beside, draft.inversion, draft.around)
    filled = fill(inversion.slots, around, partial(echo, beside.text, inversion.start))
    told = _told(beside, inversion, filled.whole, around) + filled.echoed
    gain = _likelihood(filled.whole, around) - draft.shown + told
    if gain <= 0 or not reproduces(beside.text, inversion, filled.whole):
        return None
    doubled = DOUBLED if beside.text.startswith(DOUBLE_MARK, inversion.start) else 0.0
    if is_proved(beside.text, inversion):
        return Restoration(inversion, filled, gain, gain - doubled)
    quoted = bool(around.awaited) and around.awaited in filled.whole
    return Restoration(inversion, filled, gain, min(gain, UNPROVED + told) - doubled, bare=not quoted)


def is_proved(text: str, inversion: Inversion) -> bool:
    """Whether the run's bytes tell by themselves that it was cut: people write rows of marks that read as anything."""
    if inversion.begin >= 0:
        return True
    shown = text[inversion.start : inversion.end]
    if _UNASSIGNED.search(shown) or any(c not in _MARKS and character_likelihood(c) < SELDOM for c in shown):
        return True
    read = any(isinstance(slot, str) and slot != LOST and slot not in _MARKS for slot in inversion.slots)
    return read and not _MARKS.issuperset(shown)


def _told(beside: Surroundings, inversion: Inversion, whole: str, around: Around) -> float:
    """What the run's surroundings tell for it (natural log) beyond how it reads."""
    last, reading = inversion.glosses[-1] if inversion.glosses else ("", "")
    proved = last and inversion.slots[-1] == last and beside.text.endswith(f"({reading})", 0, inversion.end)
    alone = _alone(whole, beside, inversion.end) if inversion.slots[-1] == LOST else 0.0
    alone += _lonely(whole[-1], beside.after(inversion.end, 1))
    foreign = NOT_WRITTEN * sum(a != b or is_foreign(b) for a, b in zip(by_character(whole), whole, strict=True))
    beside_lost = LOST in beside.text[max(0, inversion.start - NEAR) : inversion.end + NEAR]
    against = foreign + alone + (DEBRIS if beside_lost else 0.0)
    return _closing(inversion, whole, around) + (PROVED if proved else 0.0) - against


def _alone(whole: str, beside: Surroundings, end: int) -> float:
    """How much less likely (natural log) a byte was swallowed before what follows it, if a digit alone would be one."""
    after = beside.after(end, GROUP)
    if _THOUSANDS.match(after):
        return -THOUSANDS
    if after[:1] == "\n":
        return BLANK_LINE if _has_blank_lines(beside.text, end // PAGE) else NO_BLANK_LINE
    if not after or after[0] not in _PARTING:
        return 0.0
    return 0.0 if _RANGE.match(after) or (after[0] == "、" and whole[-2:-1] in MARKS) else ALONE


def _lonely(last: str, after: str) -> float:
    """How much less likely (natural log) a run ends with this character, if it is one of ASCII with nothing like it."""
    if not "@" <= last <= "~" or (after.isascii() and after.isalnum()):
        return 0.0
    return LETTER if last.isalpha() else SIGN


@lru_cache(maxsize=256)
def _has_blank_lines(text: str, page: int) -> bool:
    return text.find("\n\n", max(0, (page - 1) * PAGE), (page + 2) * PAGE) >= 0


def _closing(inversion: Inversion, whole: str, around: Around) -> float:
    """What it tells (natural log) that a quote which nothing else in the paragraph closes is closed by the run."""
    if not around.awaited or any(slot in CLOSES for slot in inversion.slots):
        return 0.0
    return CLOSED if around.awaited in whole else 0.0


def _likelihood(whole: str, around: Around) -> float:
    """How likely the run reads; what was swallowed counts as a line end (the first of two) or a digit, what fits."""
    line_end = "" if around.after[:1] == "\n" else "\n"
    ways = (whole.replace(LOST, stood) for stood in ((line_end, "0") if LOST in whole else ("",)))
    return max(likelihood(around.before + way + around.after) for way in ways)


def sees_alike(beside: Surroundings, other: Surroundings, run: Run) -> bool:
    """Whether all that the reading of a run hangs on beside the page's own text is the same in both."""
    start, end = run.start, run.end
    near = _near(beside, run)
    if near != _near(other, run) or beside.after(end, GROUP) != other.after(end, GROUP):
        return False
    if beside.before(start, FAR) == other.before(start, FAR) and beside.after(end, FAR) == other.after(end, FAR):
        return True
    return _around(beside, run, near) == _around(other, run, near)


def _near(beside: Surroundings, run: Inversion | Run) -> Around:
    """Sound text on both sides of the run, glosses left out."""
    head, tail = beside.before(run.start, REACH), beside.after(run.end, REACH)
    sound_head = _SOUND_BEFORE.search(INSERTED.sub("", head) if "(" in head else head)
    tail = WIDE[gbk.MARK] + tail[1:] if run.closing == gbk.MARK else tail
    sound_tail = _SOUND_AFTER.match(INSERTED.sub("", tail) if "(" in tail else tail)
    return Around(
        (sound_head[0] if sound_head else "")[-CONTEXT:],
        (sound_tail[0] if sound_tail else "")[:CONTEXT],
    )


def _termed(before: str) -> float:
    """The log odds that a quotation which stands open before the run ends without a stop."""
    at = max(map(before.rfind, _QUOTES))
    if at < 0:
        return 0.0
    # No other quote follows the one that stands open: the patterns need not look for it.
    if _TERM.search(before, at):
        return TERMED
    if _SPEECH.search(before, max(0, at - 1)):
        return -SAID
    return BRIEF if _BRIEF.search(before, at) else 0.0


def _around(beside: Surroundings, run: Inversion | Run, near: Around) -> Around:
    """The same with the quotes and brackets that are open before the run."""
    barred, opened, termed = _opened(beside.before(run.start, FAR))
    found = (m[0] for m in _QUOTE_OR_READING.finditer(beside.after(run.end, FAR)))
    following = next((mark for mark in found if len(mark) == 1), "")
    mark = following.translate(_WIDE)
    if mark in _CLOSING_QUOTES and following in near.after:
        barred = _one(barred | {mark})
    closed = mark if mark in CLOSES else ""
    return Around(near.before, near.after, barred, "" if closed else opened, closed, termed)


@lru_cache(maxsize=1024)
def _opened(before: str) -> tuple[frozenset[str], str, float]:
    """What stands open behind `before`: the marks that cannot follow, the one that is awaited, how it may end."""
    before = _READINGS.sub("", before) if ")" in before else before
    # All hangs on the order of the marks, but for how far a title or name goes and what stands behind a quote.
    marks = _NO_PAIRED.sub("", before)
    barred, opened = _left_open(marks)
    if not _TITLES.isdisjoint(marks):
        opened = open_quote(before)
    return barred, opened, 0.0 if _QUOTED.isdisjoint(marks) else _termed(before)


@lru_cache(maxsize=1024)
def _left_open(marks: str) -> tuple[frozenset[str], str]:
    """The marks that cannot follow these, and the one that is awaited."""
    return unpaired(marks), open_quote(marks)


def awaits(beside: Surroundings, inversion: Inversion) -> bool:
    """Whether a quote or bracket may stand open before the run."""
    return bool(_opened(beside.before(inversion.start, FAR))[1])


def _paragraph(before: str) -> str:
    """The paragraph that `before` ends in, with full-width brackets."""
    return before[before.rfind("\n") + 1 :].replace("(", "（").replace(")", "）")


def unpaired(before: str) -> frozenset[str]:
    """The closing marks that have nothing to close after `before`, the quotes that are open already, and other kinds.

    The last mark of each kind tells: others may be hidden in runs nobody has read back.
    """
    paragraph = _paragraph(before)
    barred = {p[0] if paragraph.rfind(p[0]) > paragraph.rfind(p[1]) else p[1] for p in PAIRS}
    curled, cornered = any(c in before for c in CURLED), any(c in before for c in CORNERED)
    if curled != cornered:
        barred.update(CORNERED if curled else CURLED)
    return _one(frozenset(barred))


@cache
def _one(marks: frozenset[str]) -> frozenset[str]:
    """One and the same object for all equal ones: thousands are kept, and there are few different ones."""
    return marks


def open_quote(before: str) -> str:
    """The mark that would close the quote that is open after `before`, if there is one; the innermost."""
    paragraph = _paragraph(before)
    opened = {c: paragraph.rfind(o) for c, o in CLOSES.items() if paragraph.rfind(o) > paragraph.rfind(c)}
    opened = {c: at for c, at in opened.items() if c not in NAMING or len(paragraph) - at <= LONG}
    return max(opened, key=opened.__getitem__, default="")


def reproduces(text: str, inversion: Inversion, whole: str) -> bool:
    """Whether the run, damaged again, gives the run of `text` byte for byte."""
    start = inversion.start if inversion.begin < 0 else inversion.begin
    shown = channel.flattened(text[start : inversion.end + len(inversion.closing)])
    clean = _unglossed(text[start : inversion.start] + whole, inversion.glosses) + inversion.closing
    clean = clean.replace(LOST, "0").translate(_WIDE)
    lone = gbk.MARK if inversion.lone is None else inversion.lone
    splits = _splits(inversion.delimiters, text[inversion.start : inversion.end])
    return _is_shown(clean, shown, inversion.glosses, splits, lone)


@lru_cache(maxsize=REMEMBERED)
def _is_shown(clean: str, shown: str, glosses: tuple[tuple[str, str], ...], splits: tuple[str, ...], lone: str) -> bool:
    """Whether some order of the glosses and some split make of the clean text what is shown."""
    orders = permutations(glosses) if len(glosses) <= ORDERED else [glosses]
    ways = (Channel(dict(order), split, lone) for order in orders for split in splits)
    return any(channel.flattened(channel.damage(clean, way)) == shown for way in ways)


def _splits(delimiters: str, run: str) -> tuple[str, ...]:
    """What the page may have been split at: the delimiters, and before them others that stand in the run."""
    shown = run.translate(_WIDE)
    others = [mark for mark in channel.DELIMITERS if mark in shown and mark not in delimiters]
    orders = permutations((*delimiters, *others)) if others and len(delimiters) + len(others) <= ORDERED else ()
    return (delimiters, *map("".join, orders))


def _unglossed(text: str, glosses: Iterable[tuple[str, str]]) -> str:
    for glossed, reading in glosses:
        text = text.replace(f"{glossed}({reading})", glossed)
    return text
