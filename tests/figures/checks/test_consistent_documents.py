"""Documents made to agree raise no contradiction; one changed digit raises one wherever arithmetic can see it.

Every statement knows its own arithmetic, written here without the checks' help.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
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
ASKED = (Severity.CONTRADICTION, Severity.QUESTION)
"""Where a number not told may explain the others, the source is asked."""


@dataclass(frozen=True)
class Statement:
    """A sentence with places for numbers, its numbers, and whether other numbers there would contradict each other."""

    pattern: str
    numbers: tuple[str, ...]
    wrong: Callable[[tuple[Fraction, ...]], bool]
    severities: tuple[Severity, ...] = (Severity.CONTRADICTION,)

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
    return Statement(f"{names}{{}}个乡镇先行先试。", (str(many),), lambda n: n[0] != many and 2 <= n[0] <= 2 * many)


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


def far(one: Fraction, other: Fraction) -> bool:
    """Two numbers of which neither may be the other one told for another time or in another unit."""
    if not one or not other:
        return False
    ratio = max(one, other) / min(one, other)
    return 1 < ratio <= 4 and ratio.denominator != 1


@st.composite
def mean(draw: st.DrawFn) -> Statement:
    classes, pupils = draw(st.integers(11, 60)), draw(st.integers(600, 2400))
    average = (Decimal(pupils) / classes).quantize(Decimal(1), ROUND_HALF_UP)
    return Statement(
        "全校共有学生{}人、教学班{}个，平均每班{}人。",
        (str(pupils), str(classes), str(average)),
        # The mean may have been rounded or cut off, and a round one told for any near it.
        lambda n: far(n[1] * n[2], n[0]) and abs(n[0] - n[1] * n[2]) > n[1] * (1 + n[2] / 50),
        ASKED,
    )


@st.composite
def product(draw: st.DrawFn) -> Statement:
    many, price = draw(st.integers(20, 400)), draw(st.integers(100, 900))
    return Statement(
        "购买课桌椅{}套，每套{}元，共计{}元。",
        (str(many), str(price), str(many * price)),
        # A price in whole yuan may have been rounded to them.
        lambda n: far(n[0] * n[1], n[2]) and abs(n[0] * n[1] - n[2]) > n[0] / 2 + 2 + n[2] / 50,
    )


@st.composite
def balance(draw: st.DrawFn) -> Statement:
    spent = draw(st.integers(100, 9000))
    left = draw(st.integers(100, 9000))
    return Statement(
        "全年总收入{}元，总支出{}元，结余{}元。",
        (str(spent + left), str(spent), str(left)),
        lambda n: all(abs(way - n[2]) > 2 for way in (n[0] - n[1], n[1] - n[0], n[0] + n[1])),
        ASKED,
    )


@st.composite
def both(draw: st.DrawFn) -> Statement:
    men, women = draw(counts), draw(counts)
    return Statement(
        "现有教职工{}人，男性{}人，女性{}人。", (str(men + women), str(men), str(women)), lambda n: n[0] != n[1] + n[2]
    )


@st.composite
def split(draw: st.DrawFn) -> Statement:
    parts = [draw(counts) for _ in range(3)]
    return Statement(
        "共有住户{}户，分为甲类{}户、乙类{}户、丙类{}户。",
        (str(sum(parts)), *map(str, parts)),
        lambda n: n[0] != sum(n[1:]),
    )


@st.composite
def rank(draw: st.DrawFn) -> Statement:
    many = draw(st.integers(12, 90))
    return Statement(
        "全县{}个乡镇中，白石镇综合得分位居第{}名。",
        (str(many), str(draw(st.integers(4, many)))),
        lambda n: n[1] > n[0] > 1,
    )


@st.composite
def points(draw: st.DrawFn) -> Statement:
    many = draw(st.integers(3, 6))
    told = "；".join(f"{'一二三四五六'[n]}是做好第{NAMES[n]}片的工作" for n in range(many))
    return Statement(f"会议部署{{}}项工作：{told}。", (str(many),), lambda n: 2 <= n[0] < many)


@st.composite
def attendance(draw: st.DrawFn) -> Statement:
    whole = draw(st.integers(100, 900))
    part = draw(st.integers(whole // 2, whole))
    share = (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Statement(
        "应到代表{}人，实到代表{}人，出席率{}%。",
        (str(whole), str(part), str(share)),
        lambda n: (
            bool(n[0] and n[1]) and all(abs(100 * q - n[2]) >= Fraction(1, 10) for q in (n[1] / n[0], n[0] / n[1]))
        ),
    )


@st.composite
def growth(draw: st.DrawFn) -> Statement:
    before, after = draw(st.integers(200, 900)), draw(st.integers(200, 1800))
    assume(after > before)
    percent = (Decimal(100 * (after - before)) / before).quantize(Decimal("0.1"), ROUND_HALF_UP)

    def wrong(n: tuple[Fraction, ...]) -> bool:
        half = Fraction(1, 20)
        if n[2] <= half:
            return False
        least, most = ((n[0] + way) / (n[2] - way) * 100 - 100 for way in (-half, half))
        return not least - Fraction(1, 10) <= n[1] <= most + Fraction(1, 10)

    numbers = (str(Decimal(after).scaleb(-1)), str(percent), str(Decimal(before).scaleb(-1)))
    return Statement("公司营业收入{}亿元，同比增长{}%，上年同期为{}亿元。", numbers, wrong, ASKED)


@st.composite
def age(draw: st.DrawFn) -> Statement:
    born = draw(st.integers(1930, 1979))
    years = draw(st.integers(18, 49))
    return Statement(
        "老张生于{}年，{}年当选村主任时{}岁。",
        (str(born), str(born + years), str(years)),
        lambda n: 1912 <= n[0] <= n[1] <= 2099 and n[2] >= 1 and not n[1] - n[0] - 1 <= n[2] <= n[1] - n[0] + 2,
    )


@st.composite
def table(draw: st.DrawFn) -> Statement:
    rows = [(draw(counts), draw(counts)) for _ in range(3)]
    sums = tuple(map(sum, zip(*rows, strict=True)))
    cut = draw(st.sampled_from(["\t", " | ", "　　"]))
    lines = [
        cut.join(row)
        for row in [("乡镇", "户数", "人口"), *((f"{n}镇", "{}", "{}") for n in "甲乙丙"), ("合计", "{}", "{}")]
    ]
    return Statement(
        "\n".join(lines),
        tuple(str(number) for row in (*rows, sums) for number in row),
        lambda n: any(sum(n[side:6:2]) != n[6 + side] for side in (0, 1)),
    )


KINDS = (
    total, places, listed, rate, change, remainder, members, weekday, lasting, mean, product, balance, both, split,
    rank, points, attendance, growth, age, table,
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> list[Statement]:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=9, unique=True))
    return [draw(kind()) for kind in kinds]


def told(text: str, severities: Collection[Severity]) -> list[tuple[int, int]]:
    figures = find_figures(text)
    found = [finding for finding in examine(Page.of(text, figures)) if finding.severity in severities]
    return [(figures[finding.figures[0]].start, figures[finding.figures[-1]].end) for finding in found]


@given(documents())
def test_what_agrees_is_not_contradicted(document: list[Statement]) -> None:
    assert told("\n".join(statement.text() for statement in document), ASKED) == []


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
    found = told("\n".join(lines), document[place].severities)
    assert any(start <= first and last <= start + len(lines[place]) for first, last in found), lines[place]


def test_a_sentence_before_a_table_is_no_caption() -> None:
    table = "乡镇\t户数\t人口\n甲镇\t10\t12\n乙镇\t12\t12\n丙镇\t12\t12\n合计\t36\t36"
    for line in ("公司收入20.1亿元。", "共20吨。"):
        assert told(f"{line}\n{table}", {Severity.CONTRADICTION}) != []
    assert told(f"单位：亿元\n{table}", {Severity.CONTRADICTION}) == []
