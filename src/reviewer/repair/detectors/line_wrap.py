"""Lines broken inside sentences, on a page that is wrapped so throughout.

Mail, plain-text exports and PDF files break lines at a fixed width, in the middle of words. A page counts as wrapped
when its unfinished lines are of one length, no line is longer, and the breaks go through words as often as chance has
it: verse, lists, addresses, tables and headings break between them. Then full lines are joined to those that follow,
but never across blank lines, indents, numbers and finished sentences. A full line that ends with a sentence may end its
paragraph as well: its break is proposed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from reviewer.language.words import goes_through_word
from reviewer.repair.damage import Kind, Repair
from reviewer.text.message import Message

RULE = "wrapped"
VERSION = 4
_CUT = re.compile(r"\n(?:(?<![。！？…：；”’」』）》—!?:;)\s]\n)|(?<=[^。！？…：；”’」』）》—!?:;)\s]\r\n))(?=\S)")
_LINE = re.compile(r"[^\n]*\n?")
_END = re.compile(r"(?:[。！？!?…：:；;—][”’」』）)》]*)\s*$")
_STOPPED = re.compile(r"[。！？!?…][”’」』）)》]*\s*$")
_MARK = re.compile(r"[，、；：。！？”’」』）》,;:.!?)]\s*$")
_INNER_MARK = re.compile(r"[，、；：。！？,;](?=\S)")
_OPENS = re.compile(
    r"[\u3000\t]| {2}|[（(]?[一二三四五六七八九十百\d]{1,4}[、.．）)]"
    r"|第 ?[一二三四五六七八九十百\d]+ ?[章节節條条款編编]"
    r"|[•●■◆★※*\-—>#【]|附件|[注註][:：]"
)
_INDENT = re.compile(r"\u3000| {2}|\t")
_COLUMNS = re.compile(r"\t|\S {2,}\S|\S\u3000+\S|[|\u2500-\u257f]")
_BETWEEN_COLUMNS = re.compile(r"[\t \u3000|\u2500-\u257f]")
"""What every line with columns holds: most lines are passed over by that."""
_LEAST_LINES, _LEAST_WIDTH, _SLACK = 3, 20, 4
_REGULAR = 0.5
"""Share of the unfinished lines that must be full."""
_LONGER = 0.05
"""Share of the lines that may be longer than the width."""
_THROUGH_WORDS = 0.15
"""Share of the breaks that go through a word: about a third do where a text is cut blindly."""
_MANY_LINES = 6
"""Full lines, from which fewer breaks through words are enough."""
_STILL_THROUGH = 0.06
"""That share: two lines that have nothing to do with each other make a word across their border one time in forty."""
_PUNCTUATED = 0.5
"""Share of the full lines that hold marks within; a list of titles has few, and prose one in every line."""
_EVEN, _EVENLY, _AT_MARKS = 30, 0.9, 0.4
"""Characters of lines too long for verse, the share that end at one place, and the share that may end at a mark:
where only the width can have parted them, no word need be broken."""
_SURE, _IN_A_WORD, _AT_CLAUSE, _AT_STOP = 0.97, 0.9, 0.9, 0.7
"""A break between Latin letters or digits may have gone through a word or number, or stood for a blank; behind a stop
or a colon the line may have ended by itself."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its end, with its place."""

    start: int
    text: str


def find(text: str) -> list[Repair]:
    """The line ends of `text` that only wrap it. Positions are code points of `text`."""
    cuts = len(_CUT.findall(text))
    if cuts < _LEAST_LINES or cuts * 8 < text.count("\n"):
        return []
    lines = [_Line(m.start(), m[0].rstrip("\r\n")) for m in _LINE.finditer(text) if m[0]]
    unfinished = _unfinished(lines)
    measured = [(*_width([length(line.text.rstrip()) for line in unfinished]), length) for length in _LENGTHS]
    for _, width, length in sorted(measured, key=lambda row: -row[0]):
        if width and _is_wrapped(lines, width, length):
            parted = _parts_paragraphs(lines, width, length)
            return [_repair(text, a, b, width, parted) for a, b in _wraps(lines, width, length, True)]
    return []


class _Widths(dict[str, int]):
    """How many columns a character takes."""

    def __missing__(self, character: str) -> int:
        width = self[character] = 2 if east_asian_width(character) in "WFA" else 1
        return width


_widths = _Widths()


def _display_width(text: str) -> int:
    return sum(map(_widths.__getitem__, text))


def _unfinished(lines: Sequence[_Line]) -> list[_Line]:
    """Lines in the middle of a sentence, with a line of text after them."""
    return [a for a, b in pairwise(lines) if _continues(a.text, b.text)]


def _continues(line: str, following: str, across_sentences: bool = False) -> bool:
    return bool(
        line.strip()
        and following.strip()
        and (across_sentences or not _END.search(line))
        and not _OPENS.match(following)
        and not _has_columns(line.strip())
    )


def _has_columns(line: str) -> bool:
    return bool(_BETWEEN_COLUMNS.search(line) and _COLUMNS.search(line))


def _parts_paragraphs(lines: Sequence[_Line], width: int, length: Callable[[str], int]) -> bool:
    """Whether a blank line or an indent follows where a paragraph ends, so that a full line never ends one."""
    after = [b.text for a, b in pairwise(lines) if _END.search(a.text) and length(a.text.rstrip()) <= width - _SLACK]
    parted = sum(1 for text in after if not text.strip() or _INDENT.match(text))
    return parted > 1 and parted * 5 >= len(after) * 4


_LENGTHS: tuple[Callable[[str], int], ...] = (_display_width, len)


def _width(lengths: Sequence[int]) -> tuple[int, int]:
    """How many lines end at one length or just below it, and that length; 0 if most of them do not."""
    counts = Counter(lengths)
    best = max(counts, key=lambda w: sum(counts[w - i] for i in range(_SLACK)), default=0)
    full = sum(counts[best - i] for i in range(_SLACK))
    regular = full >= max(_LEAST_LINES, _REGULAR * len(lengths))
    return full, best if regular and best >= _LEAST_WIDTH else 0


def _is_wrapped(lines: Sequence[_Line], width: int, length: Callable[[str], int]) -> bool:
    """Whether the lines end where the width wants it and not where the sense does."""
    longer = sum(length(line.text.rstrip()) > width + 2 for line in lines)
    wraps = list(_wraps(lines, width, length))
    through = sum(_breaks_a_word(a.text, b.text) for a, b in wraps)
    least = _STILL_THROUGH if len(wraps) >= _MANY_LINES and _is_prose([a.text for a, _ in wraps]) else _THROUGH_WORDS
    blindly = through >= max(1, least * len(wraps))
    return longer <= _LONGER * len(lines) and (blindly or _is_even([a.text.rstrip() for a, _ in wraps]))


def _is_prose(lines: Sequence[str]) -> bool:
    return sum(bool(_INNER_MARK.search(line)) for line in lines) >= _PUNCTUATED * len(lines)


def _is_even(lines: Sequence[str]) -> bool:
    """Whether many long lines end at one place, and seldom at a mark."""
    if len(lines) < _MANY_LINES:
        return False
    ((size, _),) = Counter(map(len, lines)).most_common(1)
    even = sum(0 <= len(line) - size <= 1 for line in lines)
    marks = sum(bool(_MARK.search(line)) for line in lines)
    return size >= _EVEN and even >= _EVENLY * len(lines) and marks <= _AT_MARKS * len(lines)


def _wraps(
    lines: Sequence[_Line], width: int, length: Callable[[str], int], across_sentences: bool = False
) -> Iterator[tuple[_Line, _Line]]:
    """Full lines with the lines that carry on their paragraphs."""
    for a, b in pairwise(lines):
        if _continues(a.text, b.text, across_sentences) and length(a.text.rstrip()) > width - _SLACK:
            yield a, b


def _breaks_a_word(line: str, following: str) -> bool:
    return goes_through_word(line.rstrip()[-2:], following.lstrip()[:2])


def _repair(text: str, line: _Line, following: _Line, width: int, parted: bool) -> Repair:
    start = line.start + len(line.text.rstrip())
    end = following.start + len(following.text) - len(following.text.lstrip())
    before, after = text[start - 1], text[end : end + 1]
    in_word = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    apart = " " in text[start:end] and any(map(str.isascii, (before, after)))
    joint = " " if apart or (in_word and after.isalpha()) else ""
    reason = Message.of(
        "repair.line-wrap", before=text[max(0, start - 4) : start], after=text[end : end + 4], width=width
    )
    sure = min(_IN_A_WORD if in_word else _SURE, _SURE if parted else _confidence(line.text))
    return Repair(start, end, text[start:end], joint, Kind.LINE_WRAP, RULE, VERSION, sure, (reason,))


def _confidence(line: str) -> float:
    """How sure it is that a full line is carried on by the next."""
    if _STOPPED.search(line):
        return _AT_STOP
    return _AT_CLAUSE if _END.search(line) else _SURE
