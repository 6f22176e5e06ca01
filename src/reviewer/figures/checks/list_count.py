"""Lists against the number said of them: 甲、乙、丙、丁四县, 三个村：甲村、乙村、丙村.

Where a list begins, and whether a 和 joins two items or stands inside one, the text does not say; so every count that
some reading allows is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.figures.checks.numbered import wrong_numbering
from reviewer.figures.checks.page import Page, folded_unit
from reviewer.figures.checks.persons import persons
from reviewer.figures.checks.phrases import ending, has_verb_at_end, pattern, surface, words
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, reported, value_of
from reviewer.text.message import Message

_REACH = 300
_AHEAD = 200
_MOST = 30
_LONGEST = 40
_SHORT = 8
_SHUT = re.compile(r"“[^“”]*”|\"[^\"]*\"|《[^《》]*》|\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")
_BOUNDARY = re.compile('[，,。；;:！!？?\n\r\u2028(“"《\\[]')
_CLOSING = re.compile("[)”》\\]\ufffd]")
_JOIN = re.compile("以及|及其|[和与及暨或并跟同]")
_NUMBERING = re.compile("第?[一二三四五六七八九十0-9]{1,3}")
_AFTER = re.compile("[\u4e00-\u9fff]{0,8}?(?::|\\(|，(?:即|分别是|分别为|也就是))")
_SAYS = re.compile("[为是有达使让令被把将给等]")
_TITLES = re.compile("((?:《[^《》]{1,40}》[、和及与]?){2,})((?:这|共|等|共计){0,2})$")
_TITLE_ENDS = ("》", "》等", "》这", "》共", "》等共", "》共计")
_TITLED = frozenset("部本篇首幅册项份种个出件支卷套张则")
_PEOPLE = frozenset("人名位员")
_FILLER = "\u25c7"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as it may be read: as written, how many items it can be of, whether 等 leaves it open, and whether
    its items are clear."""

    shown: str
    pieces: tuple[str, ...]
    counts: frozenset[int]
    open: bool
    clear: bool


def find(page: Page) -> Iterator[Finding]:
    """Numbers that no reading of the list before or after them allows."""
    for index, figure in enumerate(page.figures):
        titles = _titles(page, figure) if figure.kind is FigureKind.COUNT else None
        if titles is not None:
            count, told = value_of(figure), titles
            if count is not None and count.denominator == 1 and _wrong(told, int(count)):
                yield _finding(index, figure, int(count), told)
            continue
        number = _number(figure)
        if number is None:
            continue
        listed = _before(page, index) or _after(page, index)
        if listed is not None and _wrong(listed, number) and (listed.clear or _thing(page, figure) != "alone"):
            yield _finding(index, figure, number, listed)
    yield from wrong_numbering(page)


def _titles(page: Page, figure: Figure) -> Listed | None:
    """《春山》《渡口》两部: titles right before their number."""
    at = max(0, figure.start - _REACH)
    match = (
        _TITLES.search(page.folded[at : figure.start]) if page.folded[at : figure.start].endswith(_TITLE_ENDS) else None
    )
    plain = reported(figure) is not None and not (figure.low or figure.high) and figure.comparison is None
    if (
        match is None
        or not plain
        or folded_unit(figure.unit) not in _TITLED
        or page.hurt(at + match.start(), figure.start)
    ):
        return None
    many = match[1].count("《")
    shown = page.text[at + match.start(1) : at + match.end(1)]
    return Listed(shown, tuple(shown.split("》")[:-1]), frozenset((many,)), "等" in match[2], clear=True)


def _number(figure: Figure) -> int | None:
    """How many the figure says there are; None for what is said of no list."""
    if figure.kind is not FigureKind.COUNT or folded_unit(figure.unit) not in words("list_units"):
        return None
    value = value_of(figure)
    plain = figure.comparison is None and reported(figure) is not None
    if not plain or value is None or value.denominator != 1 or not 2 <= value <= _MOST or figure.low or figure.high:
        return None
    return int(value)


def _wrong(listed: Listed, number: int) -> bool:
    """Whether no reading counts so many; a list of far fewer is one of examples, or goes on elsewhere."""
    if listed.open:
        return min(listed.counts) > number
    return number not in listed.counts and number <= 2 * max(listed.counts)


def _before(page: Page, index: int) -> Listed | None:
    """The list that runs up to the figure."""
    figure = page.figures[index]
    things = _thing(page, figure) or _by_name(page, figure)
    if "之一" in page.folded[figure.end : figure.end + 10]:
        return None
    if things is None or page.folded.startswith("、" if things != "alone" else ("、", "等"), figure.end):
        return None
    at, bounded = _region(page, index)
    if at is None:
        return None
    tail, is_open = _without_tail(_shut(page.folded[at : figure.start]))
    if not tail or (not is_open and _is_object(tail, things)) or _of_body(tail, page, figure):
        return None
    return _read(page.text[at : at + len(tail)], tail, is_open, bounded, folded_unit(figure.unit) in _PEOPLE)


def _by_name(page: Page, figure: Figure) -> str | None:
    """`named` where names of one kind stand right before a number without a noun: 澄湖国小、南塘国小、西岭国小三所."""
    before, after = page.folded[max(0, figure.start - 60) : figure.start], page.folded[figure.end : figure.end + 1]
    pieces = _BOUNDARY.split(before)[-1].removesuffix("共").removesuffix("等").split("、")
    if (after and after not in "，。；,;、") or len(pieces) < 3:
        return None
    return "named" if _are_of_one_kind(pieces) and not _BOUNDARY.search(pieces[-1]) else None


def _thing(page: Page, figure: Figure) -> str | None:
    """Which class the counted things are of: `alone` (四县), `appositive` (方面), `listed`; None for any others."""
    after, unit = figure.end, folded_unit(figure.unit)
    if ending("appositive_things").after(page.folded, after) or unit in words("appositive_things"):
        return "appositive"
    if ending("listed_things").after(page.folded, after):
        return "listed"
    return "alone" if unit in words("list_units_alone") else None


def _region(page: Page, index: int) -> tuple[int | None, bool]:
    """Where the list's clause before the figure begins, and whether another figure bounds it."""
    start = page.figures[index].start
    floor = max(0, start - _REACH)
    window = _shut(page.folded[floor:start])
    boundary = max((match.end() for match in _BOUNDARY.finditer(window)), default=0 if floor == 0 else -1)
    if boundary < 0 or page.hurt(floor + boundary, start):
        return None, False
    last = _last_figure(page, index, floor, window, boundary)
    return floor + max(boundary, last), last > boundary


def _shut(text: str) -> str:
    """The text with quotations and brackets filled in, so that nothing in them is a separator."""
    return _SHUT.sub(lambda match: _FILLER * len(match.group()), text)


def _last_figure(page: Page, index: int, floor: int, window: str, boundary: int) -> int:
    """Where in the window the nearest figure outside quotation marks ends."""
    for figure in reversed(page.figures[max(0, index - 12) : index]):
        end = figure.end - floor
        if end <= boundary:
            break
        if window[end - 1] != _FILLER and figure.kind is not FigureKind.SLOGAN:
            return end
    return 0


def _without_tail(region: str) -> tuple[str, bool]:
    """The list without 这, 共 and 等 before the number; whether there was a 等."""
    is_open = False
    for _ in range(3):
        word = ending("list_tails").before(region, len(region))
        if word is None:
            break
        is_open = is_open or word == "等"
        region = region[: -len(word)]
    return region, is_open


def _is_object(tail: str, thing: str) -> bool:
    """Whether the number is the object of a verb after the list: 甲、乙走访三村."""
    if ending("object_verbs").before(tail, len(tail)) is not None or "分别" in tail:
        return True
    if thing != "appositive" and _SAYS.search(tail.rpartition("、")[2]):
        return True
    return thing != "appositive" and has_verb_at_end(tail)


def _of_body(tail: str, page: Page, figure: Figure) -> bool:
    """县委、县政府三项措施: the list is whose things they are."""
    if not tail.endswith(tuple(words("bodies"))):
        return False
    unit = folded_unit(figure.unit)
    return not (unit in words("body_things") or ending("body_things").after(page.folded, figure.end))


def _read(shown: str, tail: str, is_open: bool, bounded: bool, of_people: bool = False) -> Listed | None:
    pieces = [piece.strip() for piece in tail.split("、")]
    if len(pieces) > 1 and _NUMBERING.fullmatch(pieces[0]):
        pieces = pieces[1:]
    if len(pieces) < 2 or not all(pieces) or _CLOSING.search(tail) or max(map(len, pieces)) > _LONGEST:
        return None
    if bounded and not _JOIN.search(pieces[0]):
        return None
    people = len(persons(tail)) if of_people else 0
    if people:
        return Listed(shown, tuple(pieces), frozenset((people,)), is_open, clear=True)
    counts = {len(pieces)} if _are_of_one_kind(pieces) else _counts(pieces)
    clear = len(counts) == 1 and _are_even(pieces)
    return Listed(shown, tuple(pieces), frozenset(counts), is_open, clear)


def _are_of_one_kind(pieces: list[str]) -> bool:
    """Whether all pieces end alike and are as long, as names of places do: 南和区 is one, whatever 和 may join."""
    lengths = {len(piece) for piece in pieces[1:]}
    alike = len(pieces) > 2 and len({piece[-1:] for piece in pieces}) == 1 and max(lengths) - min(lengths) <= 1
    return alike and 2 < max(lengths) <= 6 and len(pieces[0]) >= min(lengths)


def _counts(pieces: list[str]) -> set[int]:
    """Every number of items: a 和 may join two or stand within one, and the list may begin at a later piece."""
    joins = [len(_JOIN.findall(piece)) for piece in pieces]
    found: set[int] = set()
    for first, piece in enumerate(pieces[:-1]):
        if first == 0 or pattern("list_openers").search(piece):
            found.update(range(len(pieces) - first, len(pieces) - first + sum(joins[first:]) + 1))
    return found


def _are_even(pieces: list[str]) -> bool:
    """Names or phrases of like length are surely items of one list; the first of several may have words before it."""
    lengths = [len(piece) for piece in (pieces[1:] if len(pieces) > 2 else pieces)]
    return max(lengths) <= _SHORT and max(lengths) - min(lengths) <= 2 and len(pieces[0]) >= min(lengths) - 1


def _after(page: Page, index: int) -> Listed | None:
    """The list that follows the figure after a colon, in brackets, or after 即."""
    figure = page.figures[index]
    match = _AFTER.match(page.folded, figure.end)
    if match is None:
        return None
    start = match.end()
    if index + 1 < len(page.figures) and page.figures[index + 1].start < start:
        return None
    ahead = _shut(page.folded[start : start + _AHEAD])
    end = re.search("\\)" if match.group().endswith("(") else "[。\n；;]|$", ahead)
    if end is None or page.hurt(start, start + end.start()):
        return None
    body = ahead[: end.start()]
    if "、" not in body or re.search("[，,;；:0-9]", body):
        return None
    tail, is_open = _without_tail(re.sub("(等)[^、]{0,4}$", r"\1", body))
    listed = _read(page.text[start : start + len(tail)], tail, is_open, bounded=False)
    return listed if listed is not None and listed.clear and min(map(len, listed.pieces)) > 1 else None


def _finding(index: int, figure: Figure, number: int, listed: Listed) -> Finding:
    many = min(listed.counts) if listed.open or number < min(listed.counts) else max(listed.counts)
    values = {"figure": surface(figure), "number": number, "count": many, "list": listed.shown}
    code = "checks.list-open" if listed.open else "checks.list"
    return Finding(
        Check.LIST_COUNT,
        Severity.CONTRADICTION if listed.clear else Severity.QUESTION,
        (index,),
        Message.of(code, **values),
        (Message.of("checks.list-working" if listed.clear else "checks.list-ask-working", **values),),
        _drawn(figure, listed),
    )


def _drawn(figure: Figure, listed: Listed) -> tuple[Stretch, ...]:
    value = value_of(figure)
    assert value is not None
    low, high = value * 0 + min(listed.counts), value * 0 + max(listed.counts)
    return (
        Stretch(surface(figure), Interval.exactly(value), True),
        Stretch("、".join(listed.shown.split("、")[:4]), Interval(low, high), False),
    )
