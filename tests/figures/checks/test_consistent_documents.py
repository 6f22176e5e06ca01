"""Documents made to agree raise no contradiction; one changed digit raises one wherever arithmetic can see it.

Every statement knows its own arithmetic, written here without the checks' help.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reviewer.figures.checks.examine import examine
from reviewer.figures.checks.page import Page
from reviewer.figures.find import find_figures
from reviewer.figures.finding import Severity

NAMES = "甲乙丙丁戊己庚辛"
DAYS = "一二三四五六日"


@dataclass(frozen=True)
class Statement:
    """A sentence with places for numbers, its numbers, and whether other numbers there would contradict each other."""

    pattern: str
    numbers: tuple[str, ...]
    wrong: Callable[[tuple[Fraction, ...]], bool]

    def text(self, numbers: tuple[str, ...] | None = None) -> str:
        return self.pattern.format(*(numbers or self.numbers))


counts = st.integers(12, 480)


@st.composite
def total(draw: st.DrawFn) -> Statement:
    a, b = draw(counts), draw(counts)
    return Statement(
        "参加培训男{}人、女{}人，共计{}人。",
        (str(a), str(b), str(a + b)),
        # A total that repeats one of the numbers may be of it alone.
        lambda n: n[0] + n[1] != n[2] and n[2] not in n[:2],
    )


@st.composite
def places(draw: st.DrawFn) -> Statement:
    parts = [draw(counts) for _ in range(3)]
    return Statement(
        "全乡共有农户{}户，其中甲村{}户、乙村{}户、丙村{}户。",
        (str(sum(parts)), *map(str, parts)),
        # 其中 need not name all parts, so only too many contradict.
        lambda n: sum(n[1:]) > n[0],
    )


@st.composite
def listed(draw: st.DrawFn) -> Statement:
    parts = [draw(counts) for _ in range(draw(st.integers(2, 5)))]
    items = "、".join(f"{name}镇{{}}家" for name in NAMES[: len(parts)])
    return Statement(f"共检查企业{{}}家：{items}。", (str(sum(parts)), *map(str, parts)), lambda n: sum(n[1:]) != n[0])


@st.composite
def rate(draw: st.DrawFn) -> Statement:
    whole = draw(st.integers(100, 9000))
    part = draw(st.integers(whole // 2, whole))
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Statement(
        "抽检样品{}件，合格{}件，合格率{}%。",
        (str(whole), str(part), str(share)),
        lambda n: (
            bool(n[0] and n[1]) and all(abs(100 * q - n[2]) >= Fraction(1, 100) for q in (n[1] / n[0], n[0] / n[1]))
        ),
    )


@st.composite
def change(draw: st.DrawFn) -> Statement:
    before, by = draw(st.integers(100, 600)), draw(st.integers(10, 300))
    first, last, points = (str(Decimal(n).scaleb(-1)) for n in (before, before + by, by))
    return Statement(
        "绿化覆盖率由{}%提高到{}%，提高{}个百分点。",
        (first, last, points),
        # Each of the three may have been cut off instead of rounded, one tenth each.
        lambda n: abs(n[1] - n[0] - n[2]) > Fraction(3, 10),
    )


@st.composite
def remainder(draw: st.DrawFn) -> Statement:
    whole = draw(counts)
    done = draw(st.integers(1, whole - 1))
    return Statement(
        "梳理问题{}个，已整改{}个，其余{}个正在整改。",
        (str(whole), str(done), str(whole - done)),
        lambda n: n[0] - n[1] != n[2],
    )


@st.composite
def members(draw: st.DrawFn) -> Statement:
    many = draw(st.integers(3, 8))
    names = "、".join(f"{name}镇" for name in NAMES[:many])
    return Statement(f"{names}{{}}个乡镇先行先试。", (str(many),), lambda n: n[0] != many and 2 <= n[0] <= 30)


@st.composite
def weekday(draw: st.DrawFn) -> Statement:
    day = draw(st.dates(date(1990, 1, 1), date(2029, 12, 31)))
    name = DAYS[day.weekday()]

    def wrong(n: tuple[Fraction, ...]) -> bool:
        year, month, number = map(int, n)
        if not (1912 <= year <= 2099 and 1 <= month <= 12 and 1 <= number <= 31):
            return False
        try:
            return date(year, month, number).weekday() != day.weekday()
        except ValueError:
            return True

    return Statement(
        f"{{}}年{{}}月{{}}日（星期{name}）召开会议。", (str(day.year), str(day.month), str(day.day)), wrong
    )


@st.composite
def lasting(draw: st.DrawFn) -> Statement:
    first = draw(st.integers(1, 20))
    last = draw(st.integers(first + 1, 28))

    def wrong(n: tuple[Fraction, ...]) -> bool:
        start, end, length = map(int, n)
        if not (1 <= start < end <= 31) or length in (end - start, end - start + 1):
            return False
        days = [date(2001, 3, 1) + timedelta(n) for n in range(end - start + 1)]
        working = {sum((day + timedelta(shift)).weekday() < 5 for day in days) for shift in range(7)}
        return length > 0 and length not in working

    return Statement("3月{}日至{}日开展检查，为期{}天。", (str(first), str(last), str(last - first + 1)), wrong)


KINDS = (total, places, listed, rate, change, remainder, members, weekday, lasting)


@st.composite
def documents(draw: st.DrawFn) -> list[Statement]:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=9, unique=True))
    return [draw(kind()) for kind in kinds]


def contradictions(text: str) -> list[tuple[int, int]]:
    figures = find_figures(text)
    found = [finding for finding in examine(Page.of(text, figures)) if finding.severity is Severity.CONTRADICTION]
    return [(figures[finding.figures[0]].start, figures[finding.figures[-1]].end) for finding in found]


@given(documents())
def test_what_agrees_is_not_contradicted(document: list[Statement]) -> None:
    assert contradictions("\n".join(statement.text() for statement in document)) == []


@st.composite
def one_digit_changed(draw: st.DrawFn) -> tuple[list[Statement], int, tuple[str, ...]]:
    document = draw(documents())
    place = draw(st.integers(0, len(document) - 1))
    numbers = list(document[place].numbers)
    which = draw(st.integers(0, len(numbers) - 1))
    number = numbers[which]
    digits = [at for at, character in enumerate(number) if character.isdigit()]
    at = draw(st.sampled_from(digits))
    digit = draw(st.sampled_from([d for d in "0123456789" if d != number[at] and not (at == 0 and d == "0")]))
    numbers[which] = number[:at] + digit + number[at + 1 :]
    return document, place, tuple(numbers)


@settings(max_examples=300)
@given(one_digit_changed())
def test_one_changed_digit_is_seen_wherever_arithmetic_can(
    changed: tuple[list[Statement], int, tuple[str, ...]],
) -> None:
    document, place, numbers = changed
    assume(document[place].wrong(tuple(map(Fraction, numbers))))
    lines = [statement.text(numbers if n == place else None) for n, statement in enumerate(document)]
    start = sum(len(line) + 1 for line in lines[:place])
    found = contradictions("\n".join(lines))
    assert any(start <= first and last <= start + len(lines[place]) for first, last in found), lines[place]
