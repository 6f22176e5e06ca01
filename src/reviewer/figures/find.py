"""Figures found in a text, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reviewer.figures.amounts import amount_at
from reviewer.figures.clock import time_at
from reviewer.figures.dates import date_at
from reviewer.figures.draft import LINE_ENDS, Draft, Scene
from reviewer.figures.eras import with_first_years
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.finish import finish
from reviewer.figures.folding import fold, with_points
from reviewer.figures.fractions import fraction_at
from reviewer.figures.identifiers import identifier_at, names_nothing
from reviewer.figures.idioms import idiom_end
from reviewer.figures.losses import broken_at, marked
from reviewer.figures.ordinals import is_skipped, ordinal_at, place_at
from reviewer.figures.patterns import Later
from reviewer.figures.phones import phone_at
from reviewer.figures.powers import POWER_NEXT, power_at
from reviewer.figures.quantities import quantity_at
from reviewer.figures.ranges import neighbours_at, range_at
from reviewer.figures.scan import Token, next_run, token_of
from reviewer.figures.signs import signed
from reviewer.figures.terms import class_end
from reviewer.text.collecting import uncollected
from reviewer.text.span import Span

_WEB = Later(r"(?:https?://|www\.)[^\s，。；“”]+")
_ARXIV = Later(r"arXiv: ?[0-9.v]+")
_DOI = Later(r"10\.[0-9]{4,9}/[!-~]+")
_TITLE = Later(r"《([^《》\n]{1,10})》")
_DATED = Later(r"(?:19|20)[0-9]{2}年|[一二][零〇一二三四五六七八九]{3}年")
_MAIL = Later(r"[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,200}")


_ARABIC = frozenset("0123456789.")
_OPENS_LINE = (*LINE_ENDS, " ", "(", "#", "*")
_OPENS_PHONE = ("(", "+")
_STEP = 20_000
"""Code points between two reports."""


def find_figures(
    text: str,
    damaged: Sequence[Span] = (),
    progress: Callable[[float], None] | None = None,
    document: str | None = None,
) -> tuple[Figure, ...]:
    """The figures of `text`, sorted and disjoint.

    `damaged` are the places where the text has lost something, empty spans included; U+FFFD in the text is one
    too. A figure that such a place touches has no value. Positions are code points in `text`. `progress` is told the
    share of the text that is read (0 to 1); what it raises ends the work. `document` is the text that this one is a
    part of: its first pages tell whose 元 is meant.
    """
    scene = Scene(text, marked(with_first_years(with_points(fold(text))), damaged), document=document or "")
    with uncollected():
        _walk(scene, progress)
        return finish(scene, damaged)


def _walk(scene: Scene, progress: Callable[[float], None] | None) -> None:
    """Reads the scene from its beginning to its end."""
    addresses = _addresses(scene.folded)
    at = told = 0
    while (match := next_run(scene.folded, at)) is not None:
        if progress is not None and at >= told:
            progress(at / len(scene.text))
            told = at + _STEP
        while addresses and addresses[0][1] <= match.start():
            addresses.pop(0)
        if addresses and addresses[0][0] <= match.start():
            at = addresses[0][1]
            continue
        at = _read(scene, match)


def _addresses(folded: str) -> list[tuple[int, int]]:
    """Web and mail addresses, papers' numbers and short titles (《八佰》), whose digits are no figures."""
    found = [match.span() for match in _TITLE.finditer(folded) if not _DATED.search(match[1])] if "《" in folded else []
    for sign, pattern in (("arXiv", _ARXIV), ("10.", _DOI)):
        if sign in folded:
            found += [match.span() for match in pattern.finditer(folded)]
    found += [match.span() for match in _WEB.finditer(folded)] if "www." in folded or "://" in folded else []
    if "@" in folded:
        found += [match.span() for match in _MAIL.finditer(folded)]
    return sorted(found)


def _read(scene: Scene, match: re.Match[str]) -> int:
    """Adds the figure at a match, if there is one; returns where to go on."""
    start, end = match.span()
    folded = scene.folded
    head, before, following = folded[start], folded[start - 1 : start], folded[end : end + 1]
    arabic = head in _ARABIC
    if head == "〇" and end - start == 1 and scene.text[start] == "○":
        # A circle stands for a name or a tone that is not told.
        return end
    if before in _OPENS_PHONE or following in POWER_NEXT:
        first = _first(scene, start, end) if arabic or following == "的" else None
        if first is not None:
            scene.found.append(first)
            return first.end
    if arabic or not before or before in _OPENS_LINE:
        skipped = names_nothing(folded, start, end)
        if skipped is not None:
            return max(end, skipped)
    schooled = class_end(folded, start, end) if following in ("年", " ") else None
    if schooled is not None:
        return schooled
    named = (phone_at(scene, start) or identifier_at(scene, start, end)) if arabic else None
    draft = named or _timed(scene, start, end) or broken_at(scene, start, end) or _numeral(scene, match)
    if draft is None:
        return end
    scene.found.append(draft)
    return max(draft.end, start + 1)


def _first(scene: Scene, start: int, end: int) -> Draft | None:
    """What must be seen before names are: (04)555-0187 and 3×10⁸."""
    called = phone_at(scene, start) if scene.folded[start - 1 : start] in _OPENS_PHONE else None
    return called or power_at(scene, start, end)


def _timed(scene: Scene, start: int, end: int) -> Draft | None:
    return date_at(scene, start, end) or time_at(scene, start, end)


def _numeral(scene: Scene, match: re.Match[str]) -> Draft | None:
    """The figure of a numeral that is no date, time or name."""
    folded, start = scene.folded, match.start()
    if match.group() == "对折":
        return _half_price(start)
    token = token_of(match)
    if token is None:
        return None
    if start and "第" in folded[max(0, start - 2) : start]:
        if is_skipped(scene, token):
            return None
        ordinal = ordinal_at(scene, token)
        if ordinal is not None:
            return ordinal
    fraction = fraction_at(scene, token)
    idiom = None if folded[start].isascii() else idiom_end(folded, start, token.end)
    if fraction is not None:
        return None if idiom is not None and idiom >= fraction.end else signed(scene, fraction)
    if idiom == len(folded):
        return None
    return place_at(scene, token) or _quantity(scene, token)


def _half_price(start: int) -> Draft:
    return Draft(start, start + 2, FigureKind.PERCENT, "50", unit="%", counts=True)


def _quantity(scene: Scene, token: Token) -> Draft | None:
    amount = amount_at(scene.folded, token)
    listed = neighbours_at(scene, amount) if scene.folded[amount.end : amount.end + 1] == "、" else None
    return listed or range_at(scene, amount) or quantity_at(scene, amount)
