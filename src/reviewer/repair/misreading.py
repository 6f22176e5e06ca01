"""Text shown in the wrong code page, read back: characters to bytes, bytes to what they spell.

Bytes that the wrong code page has no character for are shown as `?` or U+FFFD or not at all. The way back goes on
behind such a hole: what the encoding's structure tells of the lost bytes is used to find where the next character
starts, never to make one up. Sources: RFC 3629 for UTF-8; lead and trail bytes of GBK and Big5 as in `code_pages`.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from reviewer.repair.code_pages import WESTERN, bytes_shown, characters
from reviewer.repair.damage import LOST
from reviewer.repair.gbk import EURO
from reviewer.repair.soundness import character_likelihood, is_plausible, likelihood
from reviewer.text.span import Span

UTF8, GB, B5 = "UTF-8", "GBK", "Big5"
"""The encodings text is in, by the names people use."""
CODECS = {UTF8: "utf-8", GB: "gb18030", B5: "big5hkscs"}
_COMMON = -11.0
"""Natural-log probability above which a character is believed to be meant where a cut-off one may stand."""
REPLACED = LOST.encode()
"""What is known of a character that was lost before it was written as UTF-8."""
_CHUNK = 4096
_HOLE = 0xFF
"""The byte that stands for a lost one: neither UTF-8 nor the code pages have it."""
_BY_CHANCE, _NEARLY_ALL = 0.25, 0.7
"""Shares of high bytes that spell characters: more of three bytes than chance makes, or nearly all of them any."""
_THREE_BYTES, _TWO_BYTES = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}"), re.compile(rb"[\xc2-\xcb][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_ONE = "\uffff"
_LOST_FIRST = re.compile(LOST + "(?=[@-~])")
_LOST_LEAD = re.compile(rb"\?(?=[\x80-\xbf])")
_BEGUN = re.compile(rb"[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2}")
_AMID = re.compile(rb"[\x80-\xbf][\xe0-\xef](?=[\xe2-\xef][\x80-\xbf])")
"""A character of which all but the first byte is lost, in the middle of others."""
_MARKS = re.compile(rb"[\xff?]*")
_FOLLOWING = re.compile(rb"[\x80-\xbf]{0,3}")
_SPACE = re.compile(rb"(?<=[\xe0-\xef]) (?=[\x80-\xbf])")
_LAST_SPACE = re.compile(rb"(?<=[\xe0-\xef][\x80-\xbf]) ")
"""A blank where the character is not complete: a no-break space, byte A0, that was made a blank."""
_CUT = re.compile(rb"[\xe0-\xef][\x80-\xbf]?(?=[\xc2-\xf4])")
_WESTERN_SIGNS = "\x80-\xff\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_WESTERN_ROW = re.compile(f"[{_WESTERN_SIGNS}][{_WESTERN_SIGNS}{LOST}]{{2}}")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ROW = 4
"""Characters beyond ASCII for three Western ones in a row, from which what was read is misread as Western itself."""
_USUAL_EDGE = re.compile("[\u2010-\u203b\u2103-\u22ff\u2460-\u249b\u25a0-\u25ff\u3000-\u301f\ufeff-\uffe5]")
"""What else than a plausible Chinese character may be at an end of a passage that is shown as Chinese."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A lost character: the mark it left in the text shown (empty if none) and those of its bytes that are known."""

    mark: Span
    known: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What `shown[start:end]` spells. `holes` has one entry for each U+FFFD of `text`, in order."""

    start: int
    end: int
    text: str
    holes: tuple[Hole, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text with the bytes its characters stand for, and the byte at which each starts (the end of all at last)."""

    text: str
    data: bytes
    starts: Sequence[int]

    def on_border(self, byte: int) -> bool:
        return self.starts[bisect_left(self.starts, byte)] == byte

    def characters(self, start: int, end: int) -> Span:
        """The characters that some bytes belong to; for no byte the empty span at the next border."""
        if start == end:
            at = bisect_left(self.starts, start)
            return Span(at, at)
        return Span(bisect_right(self.starts, start) - 1, bisect_left(self.starts, end))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Bytes and what they spell: nothing if they cannot be read; for each U+FFFD its mark's bytes and what is known."""

    start: int
    end: int
    text: str
    lost: tuple[tuple[int, int, bytes], ...] = ()


_Gap = Callable[[_Shown, int], list[_Stretch]]
"""What to make of an error at a byte: the stretches that bridge it, none if nothing does."""


def pieces(shown: str, page: str) -> Iterator[tuple[int, str]]:
    """What lies between characters that the page does not show, with its place."""
    known = characters(page)
    foreign = "".join(c for c in set(shown) if c >= "\x80" and c not in known and c != LOST)
    if not foreign:
        yield 0, shown
        return
    for match in re.finditer(f"[^{re.escape(foreign)}]+", shown):
        yield match.start(), match[0]


def read_utf8(shown: str, page: str, swallows: bool = False, blanks: bool = True) -> list[Reading]:
    """The passages of `shown` that spell UTF-8, from one character beyond ASCII to another.

    All of `shown` is in `page` (see `pieces`). `swallows` says whether a `?` took an ASCII character along, `blanks`
    whether a blank may stand for a no-break space, which may be the last byte of a character.
    """
    if page == WESTERN and not _may_be_utf8(shown):
        return []
    if page == WESTERN:
        as_bytes = _shown(shown, page, 1)
        return _passages(replace(as_bytes, data=_with_spaces(as_bytes.data)) if blanks else as_bytes, page, swallows)
    if EURO not in shown:
        return _passages(_shown(shown, page, 1), page, swallows)
    # Some decoders show the byte 80 as the euro sign, others the pair A2 E3, which is its place in GB 18030.
    tried = [_passages(_shown(shown, page, 1, euro), page, swallows) for euro in ("\x80", "\xa2\xe3")]
    return min(tried, key=lambda readings: (sum(len(r.holes) + r.start - r.end for r in readings), -_sound(readings)))


def _sound(readings: Sequence[Reading]) -> float:
    return sum(likelihood(reading.text.replace(LOST, "")) for reading in readings)


def _may_be_utf8(shown: str) -> bool:
    """Whether the letters, as bytes, spell more characters than chance makes of any bytes."""
    data = shown.translate(bytes_shown(WESTERN)).encode("latin-1", "replace")
    high = len(data) - len(_HIGH.sub(b"", data))
    threes, twos = 3 * len(_THREE_BYTES.findall(data)), 2 * len(_TWO_BYTES.findall(data))
    return threes > _BY_CHANCE * high or threes + twos > _NEARLY_ALL * high


def _passages(shown: _Shown, page: str, swallows: bool) -> list[Reading]:
    shown = replace(shown, data=_LOST_LEAD.sub(b"\xff", shown.data))
    found = _stretches(shown, "utf-8", lambda shown, at: _utf8_gap(shown, at, swallows))
    readable = (list(group) for spells, group in groupby(found, lambda s: bool(s.text)) if spells)
    passages = (_trimmed(group, shown, _least(group, page)) for group in readable)
    return [_reading(passage, shown) for passage in passages if passage]


def has_blanks(text: str) -> bool:
    """Whether blanks of a text shown as Western may be no-break spaces: it has none itself and lacks no other bytes."""
    data = text.translate(bytes_shown(WESTERN)).encode("latin-1", "replace")
    return not (b"\xa0" in data or _CUT.search(data))


def _with_spaces(data: bytes) -> bytes:
    return _LAST_SPACE.sub(b"\xa0", _SPACE.sub(b"\xa0", data))


def _least(group: Sequence[_Stretch], page: str) -> int:
    """How many bytes a character at an end must have: two only where two are the rule, as in text misread twice."""
    if page == WESTERN:
        return 2
    text = "".join(stretch.text for stretch in group)
    return 2 if len(_WESTERN_ROW.findall(text)) * _ROW > _BEYOND_ASCII.subn("", text)[1] else 3


def read_pairs(shown: str, page: str, encoding: str, width: int = 1) -> Reading | None:
    """What `shown` spells in an encoding with pairs of bytes; None if it does not.

    All of `shown` is in `page`. `width` is how many bytes a U+FFFD stands for (see `widths`).
    """
    as_bytes = _shown(shown, page, width)
    found = []
    for stretch in _stretches(as_bytes, CODECS[encoding], _pair_gap):
        if not stretch.text:
            return None
        found.append(stretch)
    return _reading(found, as_bytes) if found else None


def widths(shown: str) -> tuple[int, ...]:
    """How many bytes a U+FFFD may stand for: for one, for two, or (0) for one only where its second byte still stands.

    Decoders that meet a pair they do not know give up the first byte, or both, or both unless the second is ASCII.
    """
    if LOST not in shown:
        return (1,)
    return (1, 0) if _LOST_FIRST.search(shown) else (1, 2)


def _shown(text: str, page: str, width: int, euro: str = "") -> _Shown:
    if not width:
        text = _LOST_FIRST.sub(_ONE, text)
    special = {LOST: "\xff" * (width or 2), _ONE: "\xff"} | ({EURO: euro} if euro else {})
    table = bytes_shown(page)
    tokens = [special.get(c) or table.get(ord(c), c) for c in text]
    return _Shown(text, "".join(tokens).encode("latin-1"), [0, *accumulate(map(len, tokens))])


def _stretches(shown: _Shown, encoding: str, gap: _Gap) -> Iterator[_Stretch]:
    at, last = 0, len(shown.data)
    while at < last:
        text, end, broken = _strict(shown.data, at, encoding)
        if text:
            yield _Stretch(at, end, text, tuple(_replaced(text, at)) if LOST in text else ())
        if broken:
            bridge = gap(shown, end) or [_Stretch(end, shown.starts[bisect_right(shown.starts, end)], "")]
            yield from bridge
            end = bridge[-1].end
        at = end


def _strict(data: bytes, at: int, encoding: str) -> tuple[str, int, bool]:
    """What the bytes from `at` spell, where that ends, and whether an error ends it (or only the chunk)."""
    chunk, is_last = data[at : at + _CHUNK], at + _CHUNK >= len(data)
    try:
        if encoding == CODECS[UTF8]:
            text, read = codecs.utf_8_decode(chunk, "strict", is_last)
            return text, at + read, False
        decoder = codecs.getincrementaldecoder(encoding)()
        text = decoder.decode(chunk, is_last)
    except UnicodeDecodeError as error:
        return chunk[: error.start].decode(encoding), at + error.start, True
    return text, at + len(chunk) - len(decoder.getstate()[0]), False


def _replaced(text: str, at: int) -> Iterator[tuple[int, int, bytes]]:
    """Characters that were lost before they were written as UTF-8: U+FFFD, three bytes each."""
    for match in re.finditer(LOST, text):
        start = at + len(text[: match.start()].encode())
        yield start, start + 3, REPLACED


def _utf8_gap(shown: _Shown, at: int, swallows: bool) -> list[_Stretch]:
    """Bridge an error in UTF-8: a character begun whose further bytes are lost, or one whose first bytes are."""
    match = _BEGUN.match(shown.data, at)
    begun = match[0] if match else b""
    mark = at + len(begun)
    marks, following = _after(shown.data, mark, _missing(begun))
    behind = mark + marks
    end = behind + len(following)
    if not marks:
        cut_off = begun and (not shown.on_border(at) or (len(begun) > 1 and not _stands(shown, at, mark)))
        cut_off = cut_off or (begun and bool(_AMID.match(shown.data, max(0, at - 1))))
        return [_lost(at, mark, mark, mark, begun)] if cut_off else []
    if not begun or _missing(begun) != marks:
        return [_lost(at, end, mark, behind, begun or following)]
    own, swallowed = _lost(at, behind, mark, behind, begun), swallows and shown.data[mark] != _HOLE
    return [own, _lost(behind, end, end, end, following)] if following or swallowed else [own]


def _lost(start: int, end: int, mark: int, behind: int, known: bytes) -> _Stretch:
    return _Stretch(start, end, LOST, ((mark, behind, known),))


def _stands(shown: _Shown, start: int, end: int) -> bool:
    """Whether the characters of these bytes are common enough to be meant as they stand."""
    return all(character_likelihood(c) > _COMMON for c in shown.characters(start, end).of(shown.text))


def _missing(begun: bytes) -> int:
    """How many bytes a character still lacks."""
    return 1 if not begun else (2 if begun[0] < 0xE0 else 3 if begun[0] < 0xF0 else 4) - len(begun)


def _after(data: bytes, at: int, missing: int) -> tuple[int, bytes]:
    """How many of the marks at `at` stand for the missing bytes, and the bytes behind that belong to a character."""
    marks = len(_MARKS.match(data, at)[0])  # type: ignore[index]
    for count in range(min(marks, missing), 0, -1):
        following = _FOLLOWING.match(data, at + count)[0]  # type: ignore[index]
        if count == 1 or count + len(following) == missing:
            return count, following
    return 0, b""


def _pair_gap(shown: _Shown, at: int) -> list[_Stretch]:
    """Bridge an error in pairs of bytes: one half of a pair is lost, or both are."""
    data, after = shown.data, shown.data[at + 1 : at + 2]
    if data[at] == _HOLE:
        known = after if after >= b"@" else b""
        return [_lost(at, at + 1 + len(known), at, at + 1, known.strip(b"\xff"))]
    if data[at] > 0x80 and after in (b"\xff", b"?"):
        return [_lost(at, at + 2, at + 1, at + 2, data[at : at + 1])]
    return []


def _trimmed(group: Iterable[_Stretch], shown: _Shown, least: int) -> Sequence[_Stretch]:
    """The group without what is at its ends by chance: ASCII, and what makes no whole characters of the page."""
    left = deque(group)
    while left and not (_opens(left[0], shown, least) and shown.on_border(left[0].start)):
        left.extendleft(_without_first(left.popleft()))
    while left and not (_closes(left, shown, least) and shown.on_border(left[-1].end)):
        left.extend(_without_last(left.pop()))
    return left


def _opens(first: _Stretch, shown: _Shown, least: int) -> bool:
    if first.text.strip(LOST):
        return _is_edge(first.text[0], least)
    return shown.data[first.start] != _HOLE and _is_marked(first)


def _closes(group: Sequence[_Stretch], shown: _Shown, least: int) -> bool:
    last = group[-1]
    if last.text.strip(LOST):
        return _is_edge(last.text[-1], least)
    if _is_marked(last):
        return shown.data[last.start] != _HOLE
    return len(group) > 1 and _is_edge(group[-2].text[-1], least) and last.start < last.end


def _is_edge(character: str, least: int) -> bool:
    if least < 3 or character == LOST:
        return character > "\x7f"
    return character > "\u07ff" and (is_plausible(character) or bool(_USUAL_EDGE.match(character)))


def _is_marked(stretch: _Stretch) -> bool:
    return any(a < b for a, b, _ in stretch.lost)


def _without_first(stretch: _Stretch) -> list[_Stretch]:
    """The stretch without its first character; nothing of a lost one."""
    if len(stretch.text) == 1 or not stretch.text.strip(LOST):
        return []
    start = stretch.start + len(stretch.text[0].encode())
    return [_Stretch(start, stretch.end, stretch.text[1:], tuple(x for x in stretch.lost if x[0] >= start))]


def _without_last(stretch: _Stretch) -> list[_Stretch]:
    if len(stretch.text) == 1 or not stretch.text.strip(LOST):
        return []
    end = stretch.end - len(stretch.text[-1].encode())
    return [_Stretch(stretch.start, end, stretch.text[:-1], tuple(x for x in stretch.lost if x[1] <= end))]


def _reading(stretches: Sequence[_Stretch], shown: _Shown) -> Reading:
    holes = (Hole(shown.characters(a, b), known) for s in stretches for a, b, known in s.lost)
    span = shown.characters(stretches[0].start, stretches[-1].end)
    return Reading(span.start, span.end, "".join(s.text for s in stretches), tuple(holes))
