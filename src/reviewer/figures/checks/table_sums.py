"""Tables against the totals they state: rows, columns, and quantity times price.

That a number is the total of the cells beside it is only believed where other rows or columns bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reviewer.figures.checks.page import Page
from reviewer.figures.checks.phrases import surface
from reviewer.figures.checks.tables import Cell, Row, Table, tables
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, plain
from reviewer.text.message import Message

_TOTAL = re.compile("(?:[合总共]计|总[数量额和]|合计[数额]|总人数|总金额|总分|[Tt]otal|TOTAL)(?:[(].*)?")
_SUBTOTAL = re.compile("小计(?:[(].*)?")
_NOT_ADDED = re.compile(
    "率|均|价|排名|名次|序号?|编号|年度|年份|学年|代码|电话|增[长减幅]|同比|环比|指数|%|温|[占比]|目标|限"
)
_SHARES = re.compile("占比|比例|比重|构成|百分比|占.{0,4}%")
_ROUNDED = re.compile("[千万亿]元|公顷|吨|面积|产值|金额|经费|亿|万")
_NESTED = re.compile("其中|其[:：]|[#*·]|—|-")
_QUANTITY = re.compile("数量|件数|人数|天数|次数|面积|册数|套数|张数|[份箱]数|工作量|用量")
_PRICE = re.compile("单价|[每].{1,2}[价元]|票价|标准")
_AMOUNT = re.compile("金额|总价|小计|[合总]计|总额|费用|价款")
_SHOWN = 12
_TOTALS = 12
"""So many rows of totals are read as such in one table; one with more is many tables in one."""
_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A total with the cells that should make it up, and whether they do."""

    total: Cell
    parts: tuple[Cell, ...]
    fits: bool


def find(page: Page) -> Iterator[Finding]:
    """Totals of tables that their rows or columns do not make up."""
    for table in tables(page):
        rounded = _ROUNDED.search(table.caption) is not None
        yield from _columns(page, table, rounded)
        yield from _rows(page, table, rounded)
        yield from _products(page, table)


def _columns(page: Page, table: Table, rounded: bool) -> Iterator[Finding]:
    totals = [
        place for place, row in enumerate(table.rows) if _is_total(row[0]) and not _SUBTOTAL.fullmatch(row[0].text)
    ]
    for place in totals[:_TOTALS]:
        tried = [one for column in range(1, len(table.rows[0])) if (one := _column(table, place, column, rounded))]
        nested = any(_NESTED.match(row[0].text) for row in table.rows)
        yield from _told(page, tried, sure=not nested)


def _column(table: Table, place: int, column: int, rounded: bool) -> _Tried | None:
    """One column's total against the cells above it, or below where it comes first; None where nothing can be said."""
    total = table.rows[place][column]
    name = table.head[column].text if table.head else ""
    if total.value is None or total.index < 0 or (_NOT_ADDED.search(name) and not _SHARES.search(name)):
        return None
    if total.share and (not _SHARES.search(name) or total.value != 100):
        return None
    above = place > 0 and any(not _any_total(row[0]) for row in table.rows[:place])
    rows = table.rows[:place] if above else table.rows[place + 1 :]
    cells = (_cells(way, column) for way in _ways(rows, above))
    ways = [way for way in cells if way is not None and len(way) > 1]
    slack = rounded or _ROUNDED.search(name) is not None
    fits = any(_fits(total, way, slack) for way in ways)
    return _Tried(total, ways[0], fits) if ways else None


def _ways(rows: Sequence[Row], above: bool) -> Iterator[Sequence[Row]]:
    """The rows that may make up a total: all but totals, without those that are part of another, or subtotals alone."""
    plain_rows = [row for row in rows if not _any_total(row[0])]
    yield plain_rows
    yield [row for row in plain_rows if not _NESTED.match(row[0].text)]
    yield [row for row in rows if _SUBTOTAL.fullmatch(row[0].text)]
    ends = [place for place, row in enumerate(rows) if _any_total(row[0])]
    if ends:
        yield rows[ends[-1] + 1 :] if above else rows[: ends[0]]


def _cells(rows: Sequence[Row], column: int) -> tuple[Cell, ...] | None:
    """The numbers of a column; None where a cell that is not empty has none."""
    cells = [row[column] for row in rows]
    if any(cell.value is None and not cell.empty for cell in cells):
        return None
    return tuple(cell for cell in cells if cell.value is not None)


def _is_total(cell: Cell) -> bool:
    return _TOTAL.fullmatch(cell.text.strip(":： ")) is not None


def _any_total(cell: Cell) -> bool:
    return _is_total(cell) or _SUBTOTAL.fullmatch(cell.text) is not None


def _fits(total: Cell, parts: Sequence[Cell], rounded: bool) -> bool:
    added = sum((part.value or _NONE for part in parts), _NONE)
    steps = max((cell.step for cell in (total, *parts)), default=_NONE) or Fraction(1 if rounded or total.share else 0)
    assert total.value is not None
    return abs(added - total.value) <= steps * (len(parts) + 1) / 2


def _rows(page: Page, table: Table, rounded: bool) -> Iterator[Finding]:
    names = [cell.text for cell in table.head]
    totals = [
        place
        for place, cell in enumerate(table.head)
        if place and (_any_total(cell) or cell.text.endswith(("合计", "总计", "总数")))
    ]
    if not totals or any("其中" in name for name in names):
        return
    at = totals[-1]
    last = max(totals[:-1], default=0)
    near = range(last + 1, at) if at - last > 2 else range(at + 1, len(names) if at == 1 else 0)
    columns = [
        column
        for column in near
        if not _NOT_ADDED.search(names[column]) and any(row[column].value is not None for row in table.rows)
    ]
    if len(columns) < 2 or (_AMOUNT.fullmatch(names[at]) and any(_PRICE.search(name) for name in names)):
        return
    slack = rounded or _ROUNDED.search(names[at]) is not None
    tried = [one for row in table.rows if (one := _row(row, at, columns, slack)) is not None]
    yield from _told(page, tried, sure=True)


def _row(row: Row, at: int, columns: Sequence[int], slack: bool) -> _Tried | None:
    total, parts = row[at], [row[column] for column in columns]
    known = all(part.value is not None or part.empty for part in parts) and not any(part.share for part in parts)
    if total.value is None or total.index < 0 or not known or total.share:
        return None
    told = tuple(part for part in parts if part.value is not None)
    return _Tried(total, told, _fits(total, told, slack)) if len(told) > 1 else None


def _told(page: Page, tried: Sequence[_Tried], sure: bool) -> Iterator[Finding]:
    """The totals that fail, where others of the table bear out that they are totals of just these cells."""
    wrong = [one for one in tried if not one.fits]
    right = len(tried) - len(wrong)
    if not wrong or (len(tried) > 1 and (not right or len(wrong) > max(2, right))):
        return
    for one in wrong:
        yield _finding(page, one, Severity.CONTRADICTION if sure and right else Severity.QUESTION)


def _finding(page: Page, tried: _Tried, severity: Severity) -> Finding:
    added = sum((part.value or _NONE for part in tried.parts), _NONE)
    shown = [part.text for part in tried.parts]
    shown = shown if len(shown) <= _SHOWN else [*shown[: _SHOWN - 2], "…", shown[-1]]
    total = surface(page.figures[tried.total.index])
    values = {"parts": " + ".join(shown), "sum": plain(added, 4), "whole": total}
    lines = [Message.of("checks.sum-working", **values)]
    lines += [Message.of("checks.sum-ask")] if severity is Severity.QUESTION else []
    indices = {cell.index for cell in (tried.total, *tried.parts) if cell.index >= 0}
    assert tried.total.value is not None
    return Finding(
        Check.SUM,
        severity,
        tuple(sorted(indices)),
        Message.of("checks.sum", count=len(tried.parts), **values),
        tuple(lines),
        (
            Stretch(total, Interval.exactly(tried.total.value), True),
            Stretch(f"Σ {len(tried.parts)}", Interval.exactly(added), False),
        ),
    )


def _products(page: Page, table: Table) -> Iterator[Finding]:
    """Quantity times price against the amount of a row."""
    places = [_only(table.head, pattern) for pattern in (_QUANTITY, _PRICE, _AMOUNT)]
    if None in places or len(set(places)) < 3:
        return
    rows = [tuple(row[place or 0] for place in places) for row in table.rows if not _any_total(row[0])]
    known = [row for row in rows if all(cell.value for cell in row) and row[2].index >= 0]
    wrong = [row for row in known if not _makes(*row)]
    if wrong and len(wrong) <= max(1, (len(known) - len(wrong))):
        yield from (_product(page, *row) for row in wrong)


def _only(head: Row, pattern: re.Pattern[str]) -> int | None:
    found = [place for place, cell in enumerate(head) if pattern.search(cell.text)]
    return found[-1] if found and (len(found) == 1 or pattern is _AMOUNT) else None


def _makes(quantity: Cell, price: Cell, amount: Cell) -> bool:
    """Whether a quantity at a price is an amount, which may be in another unit."""
    made = (quantity.value or _NONE) * (price.value or _NONE)
    assert amount.value is not None
    return any(
        abs(made / scale - amount.value) <= max(amount.step, Fraction(1)) for scale in (1, 1000, 10000)
    ) and bool(made)


def _product(page: Page, quantity: Cell, price: Cell, amount: Cell) -> Finding:
    made = (quantity.value or _NONE) * (price.value or _NONE)
    assert amount.value is not None
    names = {"each": price.text, "count": quantity.text, "total": surface(page.figures[amount.index])}
    indices = {cell.index for cell in (quantity, price, amount) if cell.index >= 0}
    return Finding(
        Check.SUM,
        Severity.CONTRADICTION,
        tuple(sorted(indices)),
        Message.of("checks.product", **names),
        (Message.of("checks.product-working", result=plain(made, 4), **names),),
        (
            Stretch(names["total"], Interval.exactly(amount.value), True),
            Stretch(f"{names['each']} × {names['count']}", Interval.exactly(made), False),
        ),
    )
