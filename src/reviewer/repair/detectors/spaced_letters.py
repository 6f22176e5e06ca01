"""Characters spaced out: 江 西 省 in a sentence, or all over a page.

At least three characters in a row, each by itself between blanks, that make words when they are joined. Left alone:
headings and verse, which are set so on purpose, columns, enumerations (甲 乙 丙, 年 月 日), names aligned with
full-width blanks, and the numeral before a heading. A single blank in a word is `spacing`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.language import words
from reviewer.repair.damage import Kind, Repair
from reviewer.text.message import Message

RULE = "spaced-out"
VERSION = 1
_HAN = "\u3007\u3400-\u9fff"
_BLANK = " \xa0\u2002-\u200a"
_SIGN = re.compile(f"[{_BLANK}](?=[{_HAN}][{_BLANK}][{_HAN}])(?<=[{_HAN}].)")
_RUN = re.compile(f"[{_HAN}](?:[{_BLANK}][{_HAN}])+")
_JOINED = re.compile(f"[{_HAN}]")
_SPACED = re.compile(f"(?<=[{_HAN}])[{_BLANK}](?=[{_HAN}])")
_CLOSE = re.compile(f"(?<=[{_HAN}])(?=[{_HAN}])")
_COLUMNS = re.compile(f"\t|[{_BLANK}\u3000]{{2,}}\\S|[|│┃]")
_STRAY = re.compile(
    f"[{_BLANK}](?![A-Za-z])(?<![A-Za-z].)(?![0-9])(?<![0-9].)|(?<=[0-9])[{_BLANK}](?=[{_HAN}])|(?<=[{_HAN}])[{_BLANK}](?=[0-9])"
)
_ENUMERATED = frozenset(
    "〇零一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸上中下大小多少东西南北東左右前后後内外內年月日时時分秒男女老金木水火土优優良差好元角是否有无無对對错錯"
)
_NUMERAL = frozenset("一二三四五六七八九十")
_LETTERS = 3
_HEADING = 10
"""Letters of the longest line that may be a heading or a verse."""
_SPACED_LINE = 6
_SOUND = -8.5
_IN_WORDS = 0.6
_SURE = 0.97


def find(text: str) -> list[Repair]:
    """The spaced-out passages of `text`, joined. Positions are code points of `text`."""
    found: list[Repair] = []
    sign = _SIGN.search(text)
    while sign:
        start = text.rfind("\n", 0, sign.start()) + 1
        end = (text.find("\n", sign.start()) + 1 or len(text) + 1) - 1
        found += _in_line(text[start:end], start)
        sign = _SIGN.search(text, end)
    return found


def _in_line(line: str, offset: int) -> Iterator[Repair]:
    """One repair for each blank, so that what else is wrong with the letters keeps its own."""
    if _COLUMNS.search(line.strip()):
        return
    if _is_spaced_out(line):
        reason = _reason(line.strip())
        yield from (_repair(line, match.start(), offset, reason) for match in _STRAY.finditer(line.rstrip()))
    elif not _is_heading(line):
        for match in _RUN.finditer(line):
            start, end = _run(line, match)
            reason = _reason(line[start:end])
            yield from (_repair(line, at, offset, reason) for at in range(start + 1, end, 2))


def _is_spaced_out(line: str) -> bool:
    """Whether nearly all the line's characters stand apart, and are too many for a heading."""
    spaced, close = len(_SPACED.findall(line)), len(_CLOSE.findall(line))
    letters = "".join(re.findall(f"[{_HAN}]", line))
    return spaced >= _SPACED_LINE and spaced > 3 * close and len(letters) > _HEADING and _makes_words(letters)


def _is_heading(line: str) -> bool:
    return bool(re.fullmatch(f"[（(]?(?:[{_HAN}][{_BLANK}]+)+[{_HAN}][）):：]?", line.strip()))


def _run(line: str, match: re.Match[str]) -> tuple[int, int]:
    """The part of a run that is spaced out by damage, empty if it is set so."""
    start, end = match.span()
    if not line[:start].strip() and line[start] in _NUMERAL:
        start += 2
    core = _apart(line, start, end)
    if len(core) < _LETTERS or len(set(core) - _ENUMERATED) < 2 or not _makes_words(core):
        return start, start
    return start, end


def _apart(line: str, start: int, end: int) -> str:
    """The letters of a run without one at either end that belongs to the text before or after it."""
    letters = line[start:end:2]
    if _JOINED.match(line[start - 1 : start]) and not any(_is_word(letters[:size]) for size in (2, 3, 4)):
        letters = letters[1:]
    if _JOINED.match(line[end : end + 1]) and not any(_is_word(letters[-size:]) for size in (2, 3, 4)):
        letters = letters[:-1]
    return letters


def _is_word(letters: str) -> bool:
    return words.frequency(letters) > words.UNKNOWN


def _makes_words(letters: str) -> bool:
    """Whether the letters, joined, are sound and mostly in words of two and more."""
    in_words = sum(end - start for start, end in words.segment(letters) if end - start > 1)
    return words.score(letters) > _SOUND and in_words >= _IN_WORDS * len(letters)


def _reason(shown: str) -> Message:
    joined = _STRAY.sub("", shown)
    return Message.of("repair.spaced-letters", shown=_short(shown), joined=_short(joined))


def _repair(line: str, at: int, offset: int, reason: Message) -> Repair:
    return Repair(offset + at, offset + at + 1, line[at], "", Kind.SPACING, RULE, VERSION, _SURE, (reason,))


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "…"
