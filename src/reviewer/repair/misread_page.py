"""Pages misread throughout, and what is left where characters were lost before a text was misread: 锟斤拷."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reviewer.language import words
from reviewer.repair.code_pages import BIG5, GBK, WESTERN
from reviewer.repair.damage import LOST
from reviewer.repair.misread_lines import CERTAIN, Page, Undone, extended, is_mention, spliced
from reviewer.repair.misread_signs import Step
from reviewer.repair.misreading import REPLACED, UTF8, Reading, pieces, read_pairs, read_utf8, widths
from reviewer.repair.pair_runs import beyond_ascii

_MOSTLY = 0.6
"""Share of the characters beyond ASCII from which a page counts as misread throughout."""
_NOT_MARKS = re.compile("[^\x00-\x7f\xb7\u2010-\u2026\u20ac]")
"""What is not one of the marks that Chinese and Windows-1252 share."""
_LINE = re.compile(r"[^\n]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\s]|\x85")
_MARKS_OF_LOSS = ("锟斤拷", "ï¿½")
_REPLACED = re.compile("(?:锟斤拷)+|(?:ï¿½)+")
"""U+FFFD in UTF-8, shown as GBK and as Windows-1252."""
_QUOTED = re.compile("[“‘「『\"'`（(]$")


def read_through(text: str, found: Sequence[Undone], page: Page) -> list[Undone]:
    """`found`, and if all of a page was misread in one way, also the lines that do not show it by themselves."""
    covered = sum(map(_covered, found))
    if not found or covered < _MOSTLY * beyond_ascii(text):
        return list(found)
    weights: Counter[tuple[Step, ...]] = Counter()
    for undone in found:
        weights[undone.steps] += _covered(undone)
    steps = weights.most_common(1)[0][0]
    waiting = sorted(found, key=lambda undone: undone.reading.start, reverse=True)
    read: list[Undone] = []
    for match in _LINE.finditer(text):
        here = []
        while waiting and waiting[-1].reading.start < match.end():
            here.append(waiting.pop())
        read += _line_of_page(match, here, steps, page)
    return read


def _covered(undone: Undone) -> int:
    return undone.reading.end - undone.reading.start


def _line_of_page(line: re.Match[str], here: Sequence[Undone], steps: tuple[Step, ...], page: Page) -> Sequence[Undone]:
    """The readings of one line: those found in it, or the page's if they tell more of it."""
    told, strays = _told(line, here), any(undone.steps != steps for undone in here)
    if not strays and told == beyond_ascii(line[0]):
        return here
    readings = [Undone(reading, steps, CERTAIN).moved(line.start()) for reading in _through(line[0], steps, page)]
    others = _told(line, readings)
    if strays and others >= told:
        return readings if _sound(line, readings) > _sound(line, here) else here
    lost = sum(len(undone.reading.holes) for undone in readings) - sum(len(undone.reading.holes) for undone in here)
    return readings if others - lost > told else here


def _told(line: re.Match[str], readings: Sequence[Undone]) -> int:
    """How many characters beyond ASCII the readings account for."""
    places = ((undone.reading.start - line.start(), undone.reading.end - line.start()) for undone in readings)
    return sum(beyond_ascii(line[0][start:end]) for start, end in places)


def _sound(line: re.Match[str], readings: Sequence[Undone]) -> float:
    pieces, at = [], 0
    for reading in sorted((undone.reading for undone in readings), key=lambda reading: reading.start):
        pieces += [line[0][at : reading.start - line.start()], reading.text]
        at = reading.end - line.start()
    return words.score("".join(pieces) + line[0][at:])


def _through(line: str, steps: Sequence[Step], page: Page) -> Iterator[Reading]:
    """What a line says that was misread in these steps, wherever it can have been."""
    table = page.big5[0] if steps[0][0] == BIG5 else steps[0][0]
    for offset, piece in pieces(line, table):
        for reading in _once(piece, (table, steps[0][1]), page):
            deeper = _deeper(extended(reading, piece[reading.end :]) if steps[1:] else reading, steps[1:])
            if deeper and 4 * deeper.text.count(LOST) <= 3 * len(deeper.text):
                yield Undone(deeper, (), 0.0).moved(offset).reading


def _deeper(reading: Reading, steps: Sequence[Step]) -> Reading | None:
    for step in steps:
        inner = list(_once(reading.text, step, Page()))
        if not inner:
            return None
        reading = spliced(reading, inner)
    return reading


def _once(piece: str, step: Step, page: Page) -> Iterator[Reading]:
    if step[1] == UTF8:
        yield from read_utf8(piece, step[0], page.swallows, page.blanks)
        return
    letters = step[0] != WESTERN or _NOT_MARKS.search(piece)
    found = [match.start() for match in _BEYOND_ASCII.finditer(piece)] if letters else []
    start, end = (found[0], found[-1] + 1) if found else (0, 0)
    # A letter may be the second byte of the last pair.
    ends = (end + 1, end) if "@" <= piece[end : end + 1] <= "~" else (end,)
    for end in ends if found else ():
        shown = piece[start:end]
        for width in widths(shown):
            reading = read_pairs(shown, *step, width)
            if reading and (step[0] == WESTERN or words.score(reading.text) > words.score(shown)):
                yield Undone(reading, (), 0.0).moved(start).reading
                return


def without_replaced(text: str, found: Sequence[Undone]) -> list[Undone]:
    """`found` without readings that are hardly more than lost characters; those are marked, nothing else is read.

    What stands between them are halves of characters, which spell what nobody wrote.
    """
    if not any(mark in text for mark in _MARKS_OF_LOSS):
        return list(found)
    kept = [undone for undone in found if not _is_mostly_replaced(undone)]
    taken = sorted((undone.reading.start, undone.reading.end) for undone in kept)
    for match in _REPLACED.finditer(text):
        while taken and taken[0][1] <= match.start():
            taken.pop(0)
        if not (taken and taken[0][0] < match.end()):
            kept += _marked(text, match)
    return kept


def _is_mostly_replaced(undone: Undone) -> bool:
    lost = sum(hole.known == REPLACED for hole in undone.reading.holes)
    return lost > sum(c > "\u07ff" and c != LOST for c in undone.reading.text)


def _marked(text: str, match: re.Match[str]) -> Iterator[Undone]:
    start, end = text.rfind("\n", 0, match.start()) + 1, (text.find("\n", match.end()) + 1 or len(text) + 1) - 1
    page = WESTERN if match[0] < "\u0100" else GBK
    reading = Undone(read_utf8(match[0], page)[0], ((page, UTF8),), CERTAIN).moved(match.start())
    if not _QUOTED.search(text, start, match.start()) and not is_mention(text[start:end], reading.moved(-start)):
        yield reading
