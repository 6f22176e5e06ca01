"""Losses beside figures: a figure that a lost character touches is damaged and has no value."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import Figure, FigureKind, Trust
from reviewer.figures.patterns import Later
from reviewer.figures.unit import unit_at
from reviewer.text.span import Span

_MARK = Later("\ufffd+")
_LOST = "\ufffd"
_BROKEN = Later("([0-9][0-9,.]*\ufffd+[0-9.]*)[十百千万亿]*")
_DIGITS = frozenset("0123456789.")
_NUMBER_NEXT = frozenset("?0123456789,共約约近達达至到為为占佔有第了超過过逾增降長长率數数量值額额計计比為用")
"""After these a number comes and no question ends."""
_GOES_ON = frozenset("0123456789%萬万億亿")
_JOINED = frozenset("-—–~～至到:：∶/,.")
"""Signs that join two numbers to one figure."""
_PLACES = frozenset("十百千万萬亿億兆拾佰仟零〇")
_LONGEST_PLACES = 3
_PARTED = {"年": FigureKind.DATE, "時": None, "时": None, "點": None, "点": None}
"""What parts a year from the rest of its date, and an hour from its minutes; with the kind the rest is read as."""
_LONGEST_YEAR = 4
_SHIFTED = Later("[０-９]")


def marked(folded: str, damaged: Sequence[Span]) -> str:
    """The folded text with every mark of a loss as U+FFFD, so that it reads as one wherever it stands."""
    characters = list(folded) if damaged else []
    for span in damaged:
        characters[span.start : span.end] = _LOST * len(characters[span.start : span.end])
    return "".join(characters) if damaged else folded


def broken_at(scene: Scene, start: int, end: int) -> Draft | None:
    """A number with a loss inside it or at its end (1?5萬元, 12.?%), with what unit is left of it."""
    if scene.folded[end : end + 1] not in (_LOST, "."):
        return None
    match = _BROKEN.match(scene.folded, start)
    if match is None:
        return None
    unit = unit_at(scene.folded, match.end())
    if unit is None:
        return Draft(start, match.end(1), FigureKind.COUNT, counts=True)
    return Draft(start, unit.end, unit.kind, unit=unit.written(scene.text), counts=True)


def places(text: str, damaged: Sequence[Span]) -> list[tuple[int, int]]:
    """Every loss of the text, sorted: those named and every run of U+FFFD."""
    marks = [match.span() for match in _MARK.finditer(text)]
    return sorted({(span.start, span.end) for span in damaged} | set(marks))


def damage(text: str, figures: list[Figure], lost: list[tuple[int, int]]) -> list[Figure]:
    """The figures with those that a loss touches damaged, and what a loss cut in two made one again.

    A full-width digit right beside a loss is half of a shifted pair of bytes and no figure.
    """
    starts = [start for start, _ in lost]
    longest = max((end - start for start, end in lost), default=0)
    result: list[Figure] = []
    for found in figures:
        figure = _whole(text, found, lost, starts)
        while result and figure is not found and figure.start <= result[-1].start:
            result.pop()
        if result and result[-1].end > figure.start:
            figure = found
            touched = True
        else:
            touched = figure is not found
        touched = touched or _touched(figure, lost, starts, longest) or _cut(text, figure, lost, starts)
        if not touched:
            result.append(figure)
        elif not _SHIFTED.match(text, figure.start):
            _append(text, result, _unknown(figure), lost)
    return result


def _whole(text: str, figure: Figure, lost: list[tuple[int, int]], starts: list[int]) -> Figure:
    """The figure from the lost digit on that only a place or a year's sign parts from it.

    �億3千萬元 is not thirty million, and �915年6月4日 no day of an unknown year.
    """
    at = figure.start
    while at and figure.start - at < _LONGEST_PLACES and text[at - 1] in _PLACES:
        at -= 1
    at = at if at < figure.start else _parted(text, figure)
    if at == figure.start:
        return figure
    if _loss_ends(lost, starts, at):
        start = lost[bisect_left(starts, at) - 1][0]
    elif text[at - 1 : at] == "?" and text[at - 2 : at - 1] in _NUMBER_NEXT:
        start = at - 1
    else:
        return figure
    while start and text[start - 1] in _DIGITS:
        start -= 1
    return replace(figure, start=start, text=text[start : figure.end])


def _parted(text: str, figure: Figure) -> int:
    """Where the number before the year's or the hour's sign that the figure follows begins; else its own start."""
    at = figure.start
    if not at or text[at - 1] not in _PARTED or _PARTED[text[at - 1]] not in (None, figure.kind):
        return at
    if _PARTED[text[at - 1]] is None and "分" not in text[figure.end - 1 : figure.end + 1]:
        return at
    number = at - 1
    while number and at - number <= _LONGEST_YEAR and text[number - 1].isdigit():
        number -= 1
    return number


def _touched(figure: Figure, lost: list[tuple[int, int]], starts: list[int], longest: int) -> bool:
    at = bisect_left(starts, figure.start - longest)
    while at < len(lost) and lost[at][0] <= figure.end:
        if lost[at][1] >= figure.start:
            return True
        at += 1
    return False


def _cut(text: str, figure: Figure, lost: list[tuple[int, int]], starts: list[int]) -> bool:
    """Whether a loss hides what a sign joins to the figure (�-20歲, 3至�倍, 1,�00), or a “?” stands for a digit."""
    start, end = figure.start, figure.end
    if text[start] in _DIGITS and _asks_for_digit(text, start):
        return True
    if text[end : end + 1] == "?" and text[end + 1 : end + 2] in _GOES_ON and text[end - 1] in _DIGITS:
        return True
    if start and text[start - 1] in _JOINED and _loss_ends(lost, starts, start - 1):
        return True
    open_end = figure.unit is None and text[end : end + 1] in _JOINED and text[end : end + 1] != ""
    return open_end and _loss_begins(starts, end + 1)


def _asks_for_digit(text: str, start: int) -> bool:
    """Whether a “?” before a number stands for a digit (占?.5%, 共?56名, ?,560), not for a question (多少?3個)."""
    if text[start - 1 : start] == "," and text[start : start + 3].isdigit():
        return text[start - 2 : start - 1] == "?"
    if text[start - 1 : start] != "?":
        return False
    before = text[start - 2 : start - 1]
    return text[start] == "." or (before != "" and before in _NUMBER_NEXT)


def _loss_ends(lost: list[tuple[int, int]], starts: list[int], at: int) -> bool:
    place = bisect_left(starts, at) - 1
    return place >= 0 and lost[place][1] == at and lost[place][0] < at


def _loss_begins(starts: list[int], at: int) -> bool:
    place = bisect_left(starts, at)
    return place < len(starts) and starts[place] == at


def _unknown(figure: Figure) -> Figure:
    return replace(figure, value=None, low=None, high=None, trust=Trust.DAMAGED, checkable=False)


def _append(text: str, result: list[Figure], figure: Figure, lost: list[tuple[int, int]]) -> None:
    """Joins a damaged figure to the one before where only a loss lies between them."""
    last = result[-1] if result else None
    between = (
        last is not None and last.trust is Trust.DAMAGED and last.unit is None and (last.end, figure.start) in lost
    )
    if last is not None and between:
        result[-1] = replace(figure, start=last.start, text=text[last.start : figure.end])
    else:
        result.append(figure)
