"""Characters spaced out: 江 西 省 in a sentence, or all over a page.

At least three characters in a row, each by itself between blanks, that make words when they are joined. Left alone:
headings and verse, which are set so on purpose, columns, enumerations (甲 乙 丙, 年 月 日), names aligned with
full-width blanks, and the numeral before a heading. A single blank in a word is `spacing`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reviewer.language import words
from reviewer.repair.damage import Kind, Repair
from reviewer.text.message import Message

RULE = "spaced-out"
VERSION = 4
_BLANK = " \xa0\u2002-\u200a"
_SIGN = re.compile(f"[{_BLANK}](?=[^\x00-\x7f][{_BLANK}][^\x00-\x7f])(?<=[^\x00-\x7f].)")
_BLANKS = re.compile(f"[{_BLANK}]")
_RUN, _SPACED, _CLOSE = re.compile("H(?: H)+"), re.compile("(?<=H) (?=H)"), re.compile("(?<=H)(?=H)")
"""Of the shape of a line (see `_shape`): a class of all Chinese characters takes more than a millisecond to compile."""
_SPACED_HEADING = re.compile("[（(]?(?:H +)+H[）)]?[:：]?")
_COLUMNS = re.compile(f"\t|[{_BLANK}\u3000]{{2,}}\\S|[|│┃]")
_STRAY = re.compile(f"[{_BLANK}](?![A-Za-z0-9])(?<![A-Za-z0-9].)")
_STRAY_IN_NUMBERS = re.compile(f"[{_BLANK}](?![A-Za-z])(?<![A-Za-z].)")
_SPACED_NUMBER = re.compile(f"[0-9][{_BLANK}][0-9][{_BLANK}.,][0-9]")
_PUNCTUATED = re.compile("[，。；！？]")
_NUMERALS = "〇零一二三四五六七八九十百"
_NUMBERED = re.compile(f"第?[{_NUMERALS}]+[章节節條条款項项編编卷回篇]")
_AFTER_NUMBER = re.compile(
    f"\\s*第(?:[{_BLANK}]?[{_NUMERALS}0-9])+[{_BLANK}]?[章节節條条款項项編编卷回篇](?=[{_BLANK}])"
)
"""The number of an article or chapter, which may be set wide, and behind which a blank belongs."""
_ENUMERATED = frozenset(
    "〇零一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸上中下大小多少东西南北東左右前后後内外內年月日时時分秒男女老金木水火土优優良差好元角是否有无無对對错錯春夏秋冬梅兰蘭竹菊"
)
_NUMERAL = frozenset("一二三四五六七八九十")
_LETTERS = 3
_LABEL = 5
"""Letters of what may be set wide before a colon, to be as long as the labels of other lines: 主 持 人："""
_ISLANDS = 2
"""Letters by themselves between blanks that no one sets so in a sentence."""
_HEADING, _LONG_HEADING = 10, 16
"""Letters of the longest line that may be a heading or a verse."""
_SPACED_LINE = 6
_ROW = 4
_SOUND = -8.5
_IN_WORDS = 0.6
_SURE, _LIKELY = 0.97, 0.9


def find(text: str) -> list[Repair]:
    """The spaced-out passages of `text`, joined. Positions are code points of `text`."""
    found: list[Repair] = []
    doubtful: list[Repair] = []
    sign = _SIGN.search(text)
    while sign:
        start = text.rfind("\n", 0, sign.start()) + 1
        end = (text.find("\n", sign.start()) + 1 or len(text) + 1) - 1
        found += _in_line(text[start:end], start)
        doubtful += _in_sentences(text[start:end], start)
        sign = _SIGN.search(text, end)
    known = {repair.start for repair in found}
    sure = _SURE if found else _LIKELY
    added = (replace(repair, confidence=sure) for repair in doubtful if repair.start not in known)
    return sorted([*found, *added], key=lambda repair: repair.start)


def _in_sentences(line: str, offset: int) -> Iterator[Repair]:
    """Rows of four and more within sentences: enough where another passage of the page is surely spaced out."""
    if _COLUMNS.search(line.strip()) or not _PUNCTUATED.search(line):
        return
    for match in _RUN.finditer(_shape(line)):
        start, end = match.span()
        letters, running = line[start:end:2], line[:start].strip() and line[end:].strip()
        if running and len(letters) >= _ROW and not _enumerates(letters) and _has_word(line, start, end):
            reason = _reason(line[start:end])
            yield from (_repair(line, at, offset, reason) for at in range(start + 1, end, 2))


def _has_word(line: str, start: int, end: int) -> bool:
    """Whether joining the row, with what it stands beside, makes a word of two of its letters."""
    before, letters, after = line[start - 1 : start], line[start:end:2], line[end : end + 1]
    first = _is_chinese(before)
    passage = before * first + letters + after * _is_chinese(after)
    return any(min(b, first + len(letters)) - max(a, first) > 1 for a, b in words.segment(passage))


def _enumerates(letters: str) -> bool:
    """Whether most of the letters are of those that are listed one by one, or one of them keeps coming back."""
    listed = sum(letter in _ENUMERATED for letter in letters)
    return 2 * listed > len(letters) or len(set(letters)) < len(letters) - 1 or words.score(letters) <= _SOUND


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character == "〇"


def _shape(line: str) -> str:
    """The line with H for each Chinese character and a plain blank for each blank."""
    return "".join("H" if _is_chinese(c) else "L" if c == "H" else c for c in _BLANKS.sub(" ", line))


def _in_line(line: str, offset: int) -> Iterator[Repair]:
    """One repair for each blank, so that what else is wrong with the letters keeps its own."""
    if _COLUMNS.search(line.strip()):
        return
    number = _AFTER_NUMBER.match(line)
    kept = range(0 if number and not _is_spaced_out(line) else number.end(), number.end() + 1) if number else ()
    yield from (_repair(line, at, offset, reason) for at, reason in _blanks(line) if at not in kept)


def _blanks(line: str) -> Iterator[tuple[int, Message]]:
    if _is_spaced_out(line):
        reason = _reason(line.strip())
        stray = _STRAY_IN_NUMBERS if _SPACED_NUMBER.search(line) else _STRAY
        yield from ((match.start(), reason) for match in stray.finditer(line.rstrip()))
    elif not _SPACED_HEADING.fullmatch(_shape(line.strip())):
        for match in _RUN.finditer(_shape(line)):
            start, end = _run(line, match)
            reason = _reason(line[start:end])
            yield from ((at, reason) for at in range(start + 1, end, 2))


def _is_spaced_out(line: str) -> bool:
    """Whether nearly all the line's characters stand apart, and are too many for a heading."""
    shape = _shape(line)
    spaced, close = len(_SPACED.findall(shape)), len(_CLOSE.findall(shape))
    letters = "".join(filter(_is_chinese, line))
    if spaced < _SPACED_LINE or spaced <= 3 * close or len(letters) <= _HEADING:
        return False
    # A heading or a verse has no stops in it, and prose in words that no dictionary knows has few.
    punctuated = bool(_PUNCTUATED.search(line[:-1]))
    return (punctuated and spaced > 10 * close) or (
        len(letters) > _LONG_HEADING * (not punctuated) and _makes_words(letters)
    )


def _run(line: str, match: re.Match[str]) -> tuple[int, int]:
    """The part of a run that is spaced out by damage, empty if it is set so."""
    start, end = match.span()
    if not line[:start].strip() and line[start] in _NUMERAL:
        start += 2
    core = _apart(line, start, end)
    if not line[: match.start()].strip() and line[end : end + 1] in ("：", ":") and len(core) <= _LABEL:
        return start, start
    if (_NUMBERED.match(core) and not line[: match.start()].strip()) or _ends_a_list(line, match):
        return start, start
    if len(core) >= _LETTERS and len(set(core) - _ENUMERATED) > 1 and _makes_words(core):
        return start, end
    return (start, end) if _parts_words(line, start, end) else (start, start)


def _ends_a_list(line: str, match: re.Match[str]) -> bool:
    """Whether the run stands by itself behind a colon or blank and ends a line without stops: a verse or a list."""
    before = line[match.start() - 1 : match.start()]
    return before in ("：", ":", " ", "\u3000") and not line[match.end() :].strip() and not _PUNCTUATED.search(line)


def _parts_words(line: str, start: int, end: int) -> bool:
    """Whether blanks in running text, two letters or more between them, go through words."""
    letters, before, after = line[start:end:2], line[max(0, start - 2) : start], line[end : end + 2]
    joined = _is_chinese(before[-1:]), _is_chinese(after[:1])
    running = any(joined) and bool(_PUNCTUATED.search(line))
    if not running or len(letters) - sum(joined) < _ISLANDS or len(set(letters) - _ENUMERATED) < 2:
        return False
    before, after = before if joined[0] else "", after if joined[1] else ""
    passage = before + letters + after
    blanks = range(len(before) + 1, len(before) + len(letters))
    inside = {at for a, b in words.segment(passage) for at in range(a + 1, b)}
    through = len(inside.intersection(blanks))
    return (through > 1 or 2 * through >= len(blanks)) and words.score(passage) > _SOUND


def _apart(line: str, start: int, end: int) -> str:
    """The letters of a run without one at either end that belongs to the text before or after it."""
    letters = line[start:end:2]
    if _is_chinese(line[start - 1 : start]) and not any(_is_word(letters[:size]) for size in (2, 3, 4)):
        letters = letters[1:]
    if _is_chinese(line[end : end + 1]) and not any(_is_word(letters[-size:]) for size in (2, 3, 4)):
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
