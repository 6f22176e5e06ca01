"""Text decoded in the wrong encoding, undone: 浣犲ソ, ÄãºÃ, 锟斤拷; of whole documents and of passages in sound ones.

Undone by inversion: what is shown goes back to bytes, the bytes are read strictly in the other encoding, and the
result counts only if it is sound Chinese by a wide margin. What was decoded wrongly twice is undone twice. Bytes that
the wrong encoding could not show are gone: each such character is one U+FFFD and a loss, never a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp

from reviewer.language import words
from reviewer.repair.code_pages import BIG5, OLD_BIG5, WESTERN, bytes_shown
from reviewer.repair.damage import LOST, Kind, Loss, LossKind, Repair
from reviewer.repair.gbk import hexadecimal
from reviewer.repair.misread_signs import EVERY_STEP, Step, is_suspect, signs
from reviewer.repair.misread_signs import swallows as swallowing
from reviewer.repair.misreading import GB, REPLACED, UTF8, Hole, Reading, pieces, read_pairs, read_utf8
from reviewer.repair.pair_runs import beyond_ascii, big5_of, runs, settled
from reviewer.text.message import Message
from reviewer.text.span import Span

RULE = "misread"
VERSION = 1


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
_IN_LETTERS = _Standard(-11.0, 3.0, 14.0)
"""Pairs of bytes shown as Western letters, which no text puts in such rows."""
_IN_CHINESE = _Standard(-8.5, 2.5, 22.0)
"""Pairs of bytes shown as Chinese: pairs spell anything."""
_LONG_LINE = _Standard(-11.0, 4.0, 60.0)
"""What is not known word by word, as dialect, but has so much to gain that it cannot be chance."""
_SURE = 0.95
"""Confidence from which what a reading lost is told."""
_WHOLE = 6.0
"""What it counts that all of a piece can be read."""
_UNALIGNED = 0.9
"""The most to be made of a short passage in which a lost byte leaves open where the pairs begin."""
_NEAR = 12.0
"""Log likelihood that another reading of a passage may lie behind the best and still be offered."""
_PART = 8_000
_ASCII = re.compile("[\x00-\x7f]")
_PIECE = 150
"""Characters from which a long text is judged, at its beginning and in its middle."""
_DEEPEST = 3
_MOSTLY = 0.6
"""Share of the characters beyond ASCII from which a page counts as misread throughout."""
_ABOUT = re.compile(
    r"乱码|亂碼|编码|編碼|字符集|字元集|码位|碼位|mojibake|unicode|utf-?8|gbk|gb2312|gb18030|big-?5|latin-?1|iso-?8859",
    re.I,
)
_LETTERS = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_SPELLING = re.compile("[\u3041-\u312f]")
"""Kana and Bopomofo, which texts are written in and teach."""
_TOLD = 3
"""Characters whose bytes are told."""
_NAMES = {OLD_BIG5: BIG5}


@dataclass(frozen=True, slots=True)
class Misread:
    """What was found: repairs and losses, positions in the text searched."""

    repairs: tuple[Repair, ...] = ()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class _Undone:
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

    def moved(self, by: int) -> _Undone:
        holes = tuple(Hole(hole.mark.shifted(by), hole.known) for hole in self.reading.holes)
        reading = Reading(self.reading.start + by, self.reading.end + by, self.reading.text, holes)
        return replace(self, reading=reading)


@dataclass(frozen=True, slots=True)
class _Page:
    """What holds for all of a text: whether `?` took a character along, and which Big5 table it was shown in."""

    swallows: bool
    big5: str


def find(text: str) -> Misread:
    """The misread passages of `text`, undone, and what they lost. Positions are code points of `text`."""
    suspects = _suspects(text)
    if not suspects:
        return Misread()
    page = _Page(swallowing(text), big5_of(text) if any((BIG5, GB) in steps for _, steps in suspects) else BIG5)
    found = [u.moved(a) for (a, b), steps in suspects for u in _in_line(text[a:b], steps, page)]
    found += _rest_of_page(text, found, page)
    found.sort(key=lambda undone: undone.reading.start)
    losses = (loss for undone in found if _confidence(undone) >= _SURE for loss in _losses(undone))
    return Misread(tuple(_repair(text, undone) for undone in found), tuple(losses))


def replaced(text: str, told: Sequence[Span]) -> list[Loss]:
    """A loss for each U+FFFD of `text` outside of what is `told` of otherwise (spans, in any order)."""
    lost, reason = Message.of("repair.mojibake-lost"), Message.of("repair.mojibake-replaced")
    taken = {at for span in told for at in range(span.start, span.end)} if LOST in text else set()
    marks = (match.span() for match in re.finditer(LOST, text) if match.start() not in taken)
    return [Loss(start, end, LossKind.MOJIBAKE, lost, reason) for start, end in marks]


def _suspects(text: str) -> list[tuple[tuple[int, int], tuple[Step, ...]]]:
    """The lines that hold what hardly any sound text holds, each with the misreadings that may have made it."""
    lines: dict[tuple[int, int], tuple[Step, ...]] = {}
    for sign in signs(text):
        found = sign.pattern.search(text)
        while found:
            reach = found.end()
            steps = sign.of(found[0])
            if steps:
                line = _line(text, found.start())
                lines[line] = lines.get(line, ()) + steps
                reach = max(line[1], reach)
            found = sign.pattern.search(text, reach)
    return sorted(lines.items())


def _line(text: str, at: int) -> tuple[int, int]:
    """The line around `at`, or its part if it is very long: such are cut behind ASCII, which no character spans."""
    end = text.find("\n", at)
    start, end = text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
    while end - start > 2 * _PART:
        ascii_character = _ASCII.search(text, start + _PART, start + 2 * _PART)
        cut = ascii_character.end() if ascii_character else start + 2 * _PART
        if at < cut:
            return start, cut
        start = cut
    return start, end


def _in_line(line: str, steps: Sequence[Step], page: _Page, depth: int = 1) -> list[_Undone]:
    """The best readings of passages of a line that do not overlap."""
    found: list[_Undone] = []
    for step in dict.fromkeys(sorted(steps, key=lambda step: step[1] != UTF8)):
        if step[1] == UTF8 or not _says_all(line, found):
            found += _readings(line, step, page, depth)
    chosen: list[_Undone] = []
    for undone in sorted(found, key=lambda undone: -undone.gain):
        if all(not _overlap(undone, other) for other in chosen) and not (depth == 1 and _is_mention(line, undone)):
            chosen.append(_with_rivals(undone, found))
    return chosen


def _overlap(one: _Undone, other: _Undone) -> bool:
    return one.reading.start < other.reading.end and other.reading.start < one.reading.end


def _with_rivals(undone: _Undone, found: Sequence[_Undone]) -> _Undone:
    """The reading with others of just the same passage that come near it."""
    place = undone.reading.start, undone.reading.end
    others = {
        other.reading.text: undone.gain - other.gain
        for other in found
        if (other.reading.start, other.reading.end) == place and undone.gain - other.gain < _NEAR
    }
    others.pop(undone.reading.text, None)
    return replace(undone, rivals=tuple(others), lead=min(others.values(), default=undone.lead))


def _is_mention(line: str, undone: _Undone) -> bool:
    """Whether the line is about encodings and shows what they do."""
    rest = line[: undone.reading.start] + line[undone.reading.end :]
    return len(rest) * 2 > len(line) and bool(_ABOUT.search(rest))


def _says_all(line: str, found: Sequence[_Undone]) -> bool:
    """Whether UTF-8 accounts for nearly all of a line, so that pairs of bytes need not be tried."""
    told = sum(beyond_ascii(line[u.reading.start : u.reading.end]) for u in found)
    return told * 10 >= beyond_ascii(line) * 8


def _readings(line: str, step: Step, page: _Page, depth: int) -> Iterator[_Undone]:
    shown_in, encoding = step
    table = page.big5 if shown_in == BIG5 else shown_in
    for offset, piece in pieces(line, table):
        if encoding == UTF8:
            spelt = read_utf8(piece, table, page.swallows)
            yield from (u.moved(offset) for reading in spelt for u in _judged(piece, reading, (table, UTF8), depth))
        elif shown_in != WESTERN or not _spells_utf8(piece):
            found = _in_pairs(piece, (table, encoding), len(piece) == len(line), depth)
            yield from (undone.moved(offset) for undone in found)


def _spells_utf8(piece: str) -> bool:
    """Whether the letters are exactly UTF-8, if not of anything sound; then they are no pairs of bytes."""
    exact = sum(beyond_ascii(piece[r.start : r.end]) for r in read_utf8(piece, WESTERN) if not r.holes)
    return exact == beyond_ascii(piece)


def _judged(shown: str, reading: Reading, step: Step, depth: int) -> Iterator[_Undone]:
    """The reading if it is sound by a wide margin, or what it reads as when undone once more."""
    before = shown[reading.start : reading.end]
    gain = _gain(before, reading, _standard(step))
    if gain is not None:
        yield _Undone(reading, (step,), gain)
    elif step[1] == UTF8 and depth < _DEEPEST and len(reading.text) > 3:
        deeper = _deeper(reading, depth)
        gain = _gain(before, deeper.reading, _STRUCTURED) if deeper else None
        if deeper and gain is not None:
            yield _Undone(deeper.reading, (step, *deeper.steps), gain)


def _deeper(reading: Reading, depth: int) -> _Undone | None:
    inner = _in_line(reading.text, EVERY_STEP, _Page(False, BIG5), depth + 1)
    if not inner:
        return None
    text, holes = reading.text, list(reading.holes)
    for undone in sorted(inner, key=lambda undone: -undone.reading.start):
        start, end = undone.reading.start, undone.reading.end
        first, last = text.count(LOST, 0, start), text.count(LOST, 0, end)
        marks = iter([hole.mark for hole in reading.holes[first:last]])
        none = Span(reading.end, reading.end)
        holes[first:last] = [Hole(next(marks, none), b"") for _ in undone.reading.holes]
        text = text[:start] + undone.reading.text + text[end:]
    return _Undone(Reading(reading.start, reading.end, text, tuple(holes)), inner[0].steps, 0.0)


def _in_pairs(piece: str, step: Step, all_of_line: bool, depth: int) -> Iterator[_Undone]:
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


def _run_in_pairs(piece: str, run: tuple[int, int], step: Step, depth: int) -> Iterator[_Undone]:
    shown = piece[run[0] : run[1]]
    for width in (1, 2) if LOST in shown else (1,):
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
        return _STRUCTURED.gain * 2 if all(hole.known == REPLACED for hole in reading.holes) else None
    if is_suspect(reading.text) or len(sound) < reading.text.count(LOST):
        return None
    shown = before.replace(LOST, "")
    now, then = _score(sound), _score(shown)
    gain = now * len(sound) - then * len(shown)
    spelling = len(_SPELLING.findall(shown)) * 2 > len(shown)
    return gain if least.holds(now, then, gain) or (_LONG_LINE.holds(now, then, gain) and not spelling) else None


def _score(text: str) -> float:
    """`words.score`, of a long text by pieces of it."""
    if len(text) <= 2 * _PIECE:
        return words.score(text)
    return words.score(text[:_PIECE] + text[len(text) // 2 :][:_PIECE])


def _rest_of_page(text: str, found: Sequence[_Undone], page: _Page) -> list[_Undone]:
    """On a page that is misread throughout: the short lines that do not show it by themselves."""
    covered = sum(beyond_ascii(text[u.reading.start : u.reading.end]) for u in found)
    if not found or covered < _MOSTLY * beyond_ascii(text):
        return []
    done = {_line(text, undone.reading.start) for undone in found}
    steps = Counter(u.steps for u in found).most_common(1)[0][0]
    rest = []
    for match in re.finditer(r"[^\n]+", text):
        if match.span() not in done and len(steps) == 1:
            rest += [u.moved(match.start()) for u in _in_short_line(match[0], steps[0], page)]
    return rest


def _in_short_line(line: str, step: Step, page: _Page) -> Iterator[_Undone]:
    shown_in, encoding = step
    for offset, piece in pieces(line, shown_in):
        spelt = read_utf8(piece, shown_in, page.swallows) if encoding == UTF8 else _whole(piece, shown_in, encoding)
        for reading in spelt:
            yield _Undone(reading, (step,), _STRUCTURED.gain * 2).moved(offset)


def _whole(piece: str, page: str, encoding: str) -> Iterator[Reading]:
    places = list(runs(piece, page, encoding))[:2]
    readings = ((start, end, read_pairs(piece[start:end], page, encoding)) for start, end in places)
    for start, end, reading in readings:
        if reading and words.score(reading.text) > words.score(piece[start:end]):
            yield _Undone(reading, (), 0.0).moved(start).reading
            return


def _repair(text: str, undone: _Undone) -> Repair:
    reading = undone.reading
    return Repair(
        reading.start,
        reading.end,
        text[reading.start : reading.end],
        reading.text.replace("\ufeff", ""),
        Kind.MOJIBAKE,
        RULE,
        VERSION,
        round(_confidence(undone), 4),
        tuple(_reasons(text, undone)),
        undone.rivals,
    )


def _confidence(undone: _Undone) -> float:
    sure = min(0.9995, 1 - exp(-undone.gain / 4), 1 / (1 + exp(-undone.lead / 2)))
    if undone.whole or undone.steps[-1][1] == UTF8:
        return sure
    if undone.reading.holes:
        return min(sure, _UNALIGNED)
    return min(sure, 1 - 3 / len(undone.reading.text) ** 2) if undone.steps[-1][0] != WESTERN else sure


def _reasons(text: str, undone: _Undone) -> Iterator[Message]:
    reading, (first, *further) = undone.reading, undone.steps
    page, encoding = first
    sample = text[reading.start : min(reading.end, reading.start + _TOLD)]
    told = sample.translate(bytes_shown(page)).encode("latin-1", "replace")
    read = reading.text[:_TOLD]
    names = {"page": _NAMES.get(page, page), "encoding": encoding}
    yield Message.of("repair.mojibake-misread", **names, shown=sample, bytes=hexadecimal(told), read=read)
    for page, encoding in further:
        yield Message.of("repair.mojibake-again", page=_NAMES.get(page, page), encoding=encoding)


def _losses(undone: _Undone) -> Iterator[Loss]:
    page = _NAMES.get(undone.steps[0][0], undone.steps[0][0])
    for hole in undone.reading.holes:
        known = hexadecimal(hole.known)
        lost = Message.of("repair.mojibake-lost-part", bytes=known) if known else Message.of("repair.mojibake-lost")
        reason = Message.of("repair.mojibake-hole", page=page, encoding=undone.steps[0][1])
        yield Loss(hole.mark.start, hole.mark.end, LossKind.MOJIBAKE, lost, reason)
