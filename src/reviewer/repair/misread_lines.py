"""Lines shown in the wrong code page: what their passages say, and how much likelier that is than what is shown.

A reading counts only if it is sound Chinese by a wide margin. What was decoded wrongly twice is undone twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reviewer.language import words
from reviewer.repair.code_pages import BIG5, WESTERN, bytes_shown
from reviewer.repair.damage import LOST
from reviewer.repair.misread_signs import EVERY_STEP, Step, is_suspect
from reviewer.repair.misreading import REPLACED, UTF8, Hole, Reading, pieces, read_pairs, read_utf8, widths
from reviewer.repair.pair_runs import beyond_ascii, big5_tables, runs, settled
from reviewer.repair.soundness import is_plausible
from reviewer.text.span import Span


@dataclass(frozen=True, slots=True)
class _Standard:
    """How sound a reading must be a character, how much sounder than what is shown, and what it must gain in all."""

    sound: float
    margin: float
    gain: float

    def holds(self, now: float, then: float, gain: float) -> bool:
        return now > self.sound and now > then + self.margin and gain > self.gain


_STRUCTURED = _Standard(-12.5, 2.0, 10.0)
"""UTF-8: its structure speaks for itself."""
CERTAIN = 20.0
"""What a reading is given to gain that needs no words to speak for it."""
_IN_LETTERS = _Standard(-11.0, 3.0, 14.0)
"""Pairs of bytes shown as Western letters, which no text puts in such rows."""
_IN_CHINESE = _Standard(-8.5, 2.5, 22.0)
"""Pairs of bytes shown as Chinese: pairs spell anything."""
_LONG_LINE = _Standard(-11.0, 4.0, 60.0)
"""What is not known word by word, as dialect, but has so much to gain that it cannot be chance."""
_WHOLE = 6.0
"""What it counts that all of a piece can be read."""
_NEAR = 12.0
"""Log likelihood that another reading of a passage may lie behind the best and still be offered."""
_PIECE = 150
"""Characters from which a long text is judged, at its beginning and in its middle."""
_DEEPEST = 3
_ABOUT = re.compile(
    r"乱码|亂碼|编码|編碼|字符集|字元集|码位|碼位|mojibake|unicode|utf-?8|gbk|gb2312|gb18030|big-?5|latin-?1|iso-?8859",
    re.I,
)
_LETTERS = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_UNREAD = re.compile(r"[^\x00-\x7f\ufffd]+")
_BY_CHANCE = -8.5
"""How sound what is left of a misread passage must be for being meant as it stands."""
_DEBRIS = re.compile(rb"(?:[\xe2-\xef][\x80-\xbf]{0,2}|[\x00-\x7f])+")
"""Characters of three bytes that lack some."""
_HOLES = re.compile(f"({LOST}+)")
_OUT_OF_STEP = re.compile(".*[\ue000-\uf8ff]", re.S)
_STRAY_LETTER = re.compile(r"^[@-~]|[^\x00-\x7f][@-~]")
_BESIDE, _BESIDE_SOUND = 4, -10.0
"""How many characters after a lost one are looked at, and how sound they must be."""
_SPELLING = re.compile("[\u3041-\u312f]")
"""Kana and Bopomofo, which texts are written in and teach."""
_BOPOMOFO, _PRIVATE = re.compile("[\u3105-\u312f]"), re.compile("[\ue000-\uf8ff]")
_SPELT = 4
"""One character in so many that is Bopomofo makes a passage one that tells how words are read."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A passage read back, through one step or more, and the log likelihood gained."""

    reading: Reading
    steps: tuple[Step, ...]
    gain: float
    rivals: tuple[str, ...] = ()
    """What else the passage may say, best first."""
    lead: float = 99.0
    """By how much its gain is above that of the best rival."""
    whole: bool = True
    """Whether it is all of a line, so that nothing beside it is left as it is."""

    def moved(self, by: int) -> Undone:
        """The same passage `by` code points further on."""
        holes = tuple(Hole(hole.mark.shifted(by), hole.known) for hole in self.reading.holes)
        reading = Reading(self.reading.start + by, self.reading.end + by, self.reading.text, holes)
        return replace(self, reading=reading)


@dataclass(frozen=True, slots=True)
class Page:
    """What holds for all of a text: whether `?` took a character along, which Big5 tables it may be shown in.

    And whether a blank in it may stand for a no-break space.
    """

    swallows: bool = False
    blanks: bool = True
    big5: tuple[str, ...] = (BIG5,)


def in_line(line: str, steps: Sequence[Step], page: Page, depth: int = 1) -> list[Undone]:
    """The best readings of passages of a line that do not overlap."""
    found: list[Undone] = []
    for step in dict.fromkeys(sorted(steps, key=lambda step: step[1] != UTF8)):
        if step[1] == UTF8 or not _says_all(line, found, step[0]):
            found += _readings(line, step, page, depth)
    chosen: list[Undone] = []
    for undone in sorted(found, key=lambda undone: -undone.gain):
        if all(not _overlap(undone, other) for other in chosen) and not (depth == 1 and is_mention(line, undone)):
            chosen.append(_with_rivals(undone, found))
    return chosen


def _overlap(one: Undone, other: Undone) -> bool:
    return one.reading.start < other.reading.end and other.reading.start < one.reading.end


def _with_rivals(undone: Undone, found: Sequence[Undone]) -> Undone:
    """The reading with others of just the same passage that come near it."""
    place = undone.reading.start, undone.reading.end
    others = {
        other.reading.text: undone.gain - other.gain
        for other in found
        if (other.reading.start, other.reading.end) == place and undone.gain - other.gain < _NEAR
    }
    others.pop(undone.reading.text, None)
    return replace(undone, rivals=tuple(others), lead=min(others.values(), default=undone.lead))


def is_mention(line: str, undone: Undone) -> bool:
    """Whether the line is about encodings and shows what they do."""
    rest = line[: undone.reading.start] + line[undone.reading.end :]
    return len(rest) * 2 > len(line) and bool(_ABOUT.search(rest))


def _says_all(line: str, found: Sequence[Undone], shown_in: str) -> bool:
    """Whether UTF-8 accounts for so much of a line that pairs of bytes need not be tried.

    In Western letters the two cannot be taken for one another; what UTF-8 leaves there lacks bytes.
    """
    tenths = 3 if shown_in == WESTERN else 8
    told = sum(beyond_ascii(line[u.reading.start : u.reading.end]) for u in found)
    return told * 10 >= beyond_ascii(line) * tenths


def _readings(line: str, step: Step, page: Page, depth: int) -> Iterator[Undone]:
    shown_in, encoding = step
    tables = big5_tables(line, page.big5) if shown_in == BIG5 else (shown_in,)
    for table, (offset, piece) in ((shown, part) for shown in tables for part in pieces(line, shown)):
        if encoding == UTF8:
            spelt = read_utf8(piece, table, page.swallows, page.blanks)
            yield from (u.moved(offset) for reading in spelt for u in _judged(piece, reading, (table, UTF8), depth))
        elif shown_in != WESTERN or not _spells_utf8(piece):
            found = _in_pairs(piece, (table, encoding), len(piece) == len(line), depth)
            yield from (undone.moved(offset) for undone in found)


def _spells_utf8(piece: str) -> bool:
    """Whether the letters are exactly UTF-8, if of nothing sound, or what is left of it: then they are no pairs."""
    if _DEBRIS.fullmatch(piece.translate(bytes_shown(WESTERN)).encode("latin-1", "replace")):
        return True
    exact = sum(beyond_ascii(piece[r.start : r.end]) for r in read_utf8(piece, WESTERN) if not r.holes)
    return exact == beyond_ascii(piece)


def _judged(shown: str, reading: Reading, step: Step, depth: int) -> Iterator[Undone]:
    """The reading if it is sound by a wide margin, or what it reads as when undone once more."""
    before = shown[reading.start : reading.end]
    gain = _gain(before, reading, _standard(step))
    if gain is not None:
        yield Undone(reading, (step,), gain)
    elif step[1] == UTF8 and depth < _DEEPEST and len(reading.text) > 3:
        deeper = _deeper(extended(reading, shown[reading.end :]), depth)
        gain = _gain(before, deeper.reading, _STRUCTURED) if deeper else None
        if deeper and gain is not None:
            yield Undone(deeper.reading, (step, *deeper.steps), gain)


def _deeper(reading: Reading, depth: int) -> Undone | None:
    inner = in_line(reading.text, EVERY_STEP, Page(), depth + 1)
    if not inner:
        return None
    return Undone(spliced(reading, [undone.reading for undone in inner]), inner[0].steps, 0.0)


def extended(reading: Reading, following: str) -> Reading:
    """The reading with the letter after it, which may be the second byte of a pair when it is read once more."""
    if not "@" <= following[:1] <= "~":
        return reading
    return replace(reading, end=reading.end + 1, text=reading.text + following[0])


def spliced(reading: Reading, inner: Sequence[Reading]) -> Reading:
    """The reading with passages of its text read once more; what they lost has the places of what it lost there."""
    text, holes = reading.text, list(reading.holes)
    for passage in sorted([*inner, *_rest(reading.text, inner)], key=lambda passage: -passage.start):
        start, end = passage.start, passage.end
        first, last = text.count(LOST, 0, start), text.count(LOST, 0, end)
        marks = iter([hole.mark for hole in reading.holes[first:last]])
        none = Span(reading.end, reading.end)
        holes[first:last] = [Hole(next(marks, none), b"") for _ in passage.holes]
        text = text[:start] + passage.text + text[end:]
    return Reading(reading.start, reading.end, text, tuple(holes))


def _rest(text: str, inner: Sequence[Reading]) -> Iterator[Reading]:
    """What `inner` leaves of a text and nobody can read: lost characters, one for three bytes of them."""
    at = 0
    for passage in [*sorted(inner, key=lambda passage: passage.start), Reading(len(text), len(text), "")]:
        for match in _UNREAD.finditer(text, at, passage.start):
            if words.score(match[0]) < _BY_CHANCE:
                lost = max(1, len(match[0].encode("cp1252" if match[0] < "\u0800" else "gb18030", "replace")) // 3)
                yield Reading(match.start(), match.end(), LOST * lost, (Hole(Span(0, 0), b""),) * lost)
        at = passage.end


def _in_pairs(piece: str, step: Step, all_of_line: bool, depth: int) -> Iterator[Undone]:
    """The best reading as pairs; a character at an end of the line that gains nothing is read with the rest."""
    places = list(dict.fromkeys(runs(piece, *step)))
    whole = places[0] if places and all_of_line else None
    if places and step[0] != WESTERN and not all_of_line:
        places[0] = settled(piece, *places[0], *step)
    found = [
        (undone.gain + (_WHOLE if place == whole else 0.0), replace(undone, whole=place == whole))
        for place in places
        for undone in _run_in_pairs(piece, place, step, depth)
    ]
    if found:
        yield max(found, key=lambda weighed: weighed[0])[1]


def _run_in_pairs(piece: str, run: tuple[int, int], step: Step, depth: int) -> Iterator[Undone]:
    shown = piece[run[0] : run[1]]
    for width in widths(shown):
        reading = read_pairs(shown, step[0], step[1], width)
        if reading and beyond_ascii(reading.text) > 1:
            yield from (undone.moved(run[0]) for undone in _judged(shown, reading, step, depth))


def _standard(step: Step) -> _Standard:
    if step[1] == UTF8:
        return _STRUCTURED
    return _IN_LETTERS if step[0] == WESTERN else _IN_CHINESE


def _gain(before: str, reading: Reading, least: _Standard) -> float | None:
    """How much likelier the reading is than `before`, as a log; None if it is not sound by a wide margin."""
    sound = _LETTERS.sub("a", reading.text.replace(LOST, "").lstrip("\ufeff"))
    if not sound:
        return CERTAIN if all(hole.known == REPLACED for hole in reading.holes) else None
    if is_suspect(reading.text) or len(sound) < reading.text.count(LOST):
        return None
    shown = before.replace(LOST, "")
    if least != _STRUCTURED and (not any("\u3400" <= c <= "\u9fff" for c in sound) or _is_spelt(shown, sound)):
        return None
    now, then = _score(sound), _score(shown)
    gain = now * len(sound) - then * len(shown)
    spelling = len(_SPELLING.findall(shown)) * 2 > len(shown)
    return gain if least.holds(now, then, gain) or (_LONG_LINE.holds(now, then, gain) and not spelling) else None


def _is_spelt(shown: str, sound: str) -> bool:
    """Whether what is shown is nothing but kana, or tells in Bopomofo how words are read: ㄋㄧˇ ㄏㄠˇ.

    In what was misread a letter of it stands for a mark here and there, and what is read there has a place.
    """
    if not _SPELLING.sub("", shown):
        return True
    spelt = len(_BOPOMOFO.findall(shown))
    return spelt > 1 and (spelt * _SPELT >= beyond_ascii(shown) or bool(_PRIVATE.search(sound)))


def _score(text: str) -> float:
    """`words.score`, of a long text by pieces of it."""
    if len(text) <= 2 * _PIECE:
        return words.score(text)
    return words.score(text[:_PIECE] + text[len(text) // 2 :][:_PIECE])


def cleared(reading: Reading) -> Reading:
    """The reading without what follows a lost character and is not sound: pairs a byte too late spell anything.

    Each such character is lost too.
    """
    pieces, holes, left = [], list[Hole](), iter(reading.holes)
    for place, part in enumerate(_HOLES.split(reading.text)):
        if place % 2:
            holes += (next(left) for _ in part)
        elif place and (gone := _unsound(part)):
            end = holes[-1].mark.end
            holes += [Hole(Span(end, end), b"")] * gone
            part = LOST * gone + part[gone:]
        pieces.append(part)
    return replace(reading, text="".join(pieces), holes=tuple(holes))


def _unsound(part: str) -> int:
    """How many characters at the beginning are not sound: by fours up to the first four that are."""
    stray = _OUT_OF_STEP.search(part)
    at = min(len(part), stray.end() + 1) if stray else 0
    while at < len(part) and not _is_sound(part[at : at + _BESIDE]):
        at += _BESIDE
    return min(at, len(part))


def _is_sound(beside: str) -> bool:
    likely = all(is_plausible(c) for c in beside if c > "\u2e7f")
    return likely and not _STRAY_LETTER.search(beside) and (len(beside) < 3 or words.score(beside) > _BESIDE_SOUND)
