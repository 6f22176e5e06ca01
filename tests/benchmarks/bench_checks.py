"""Times the checks on texts of growing size: medians of ten runs of processor time, after one that warms up.

python tests/benchmarks/bench_checks.py

Three kinds of text: a report in sentences, one sentence without an end, and one statement said over and over (the worst
for whatever compares statements with each other). The last column is the exponent by which time grew since the row
above; n log n grows by about 1.1 here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import log
from statistics import median
from time import process_time

from reviewer.figures.checks.archive import Archive, others_of, told
from reviewer.figures.checks.examine import examine, examine_beside
from reviewer.figures.checks.page import Page
from reviewer.figures.figure import Figure
from reviewer.figures.find import find_figures

RUNS = 10
SIZES = (1_250, 2_500, 5_000, 10_000, 20_000)
PLACES = ("青禾縣", "澄湖鎮", "西岭鄉", "南塘村", "白鹭區")
CLAUSES = (
    "检查粮库{a}座，合格{b}座，合格率{r}%",
    "其中甲镇{b}户、乙镇{c}户、丙镇{a}户",
    "由{r}%提高到{s}%，提高{t}个百分点",
    "完成投资{a}.{c}亿元，同比增长{t}%",
    "甲村、乙村、丙村三个村参加",
    "男{a}人、女{b}人，合计{d}人",
    "2019年{m}月{n}日，群众知晓率{r}%、同比上升{t}个百分点",
    "打掉团伙{a}个、窝点{b}个，{r}%的团伙、{s}%的窝点被查处",
    "累计发放手册{a}余册，参加人数近{d}人",
)


def report(figures: int, end: str) -> str:
    """A text with at least so many figures, its clauses joined by `end`."""
    draw = random.Random(7)
    parts: list[str] = []
    found = 0
    while found < figures:
        clause = draw.choice(CLAUSES)
        a, b, c = (draw.randint(12, 480) for _ in range(3))
        values = {"a": a, "b": b, "c": c, "d": a + b, "m": draw.randint(1, 12), "n": draw.randint(1, 28)}
        values |= {name: draw.randint(20, 990) / 10 for name in "rst"}  # type: ignore[misc]
        parts.append(draw.choice(PLACES) + clause.format(**values))
        found += clause.count("{") + clause.count("三个")
    return end.join(parts) + "。"


def repeated(figures: int) -> str:
    """One statement over and over, each time with another number."""
    return "".join(f"2019年，全县粮食总产量{n % 977}.{n % 10}万吨，同比增长{n % 9}.5%。" for n in range(figures // 3))


def yearbook(number: int) -> str:
    """A short report of a county and a year that others tell of too."""
    year = 2000 + number % 20
    yield_told = f"{year}年，青禾县全县粮食总产量{number % 97}.{number % 10}万吨，同比增长{number % 9}.5%。"
    return yield_told + f"青禾县森林覆盖率{number % 60}.3%。"


def yearbooks(many: int) -> list[str]:
    """A library of such reports."""
    return [yearbook(number) * 12 for number in range(many)]


def cut(text: str, figures: int) -> tuple[str, Sequence[Figure]]:
    """The beginning of a text with exactly so many figures, and those."""
    found = find_figures(text)[:figures]
    assert len(found) == figures, (len(found), figures)
    return text[: found[-1].end + 12], found


def measured(run: Callable[[], object]) -> float:
    """The median time of `run` in milliseconds."""
    run()
    times = []
    for _ in range(RUNS):
        start = process_time()
        run()
        times.append(process_time() - start)
    return median(times) * 1e3


def row(name: str, make: Callable[[int], str]) -> None:
    """Times for one kind of text at every size."""
    before: float | None = None
    for size in SIZES:
        text, figures = cut(make(size + size // 2), size)
        findings = len(examine(Page.of(text, figures)))
        time = measured(lambda text=text, figures=figures: examine(Page.of(text, figures)))  # type: ignore[misc]
        growth = "" if before is None else f"{log(time / before, 2):6.2f}"
        print(f"{name:<22}{size:>8} figures{len(text):>9} characters{findings:>7} findings{time:>10.1f} ms{growth}")
        before = time


if __name__ == "__main__":
    row("sentences", lambda size: report(size, "。\n"))
    row("one sentence", lambda size: report(size, "，"))
    row("one list", lambda size: report(size, "、"))
    row("one statement", repeated)
    earlier = [Page.of(text, find_figures(text)) for text in (repeated(10_000), report(10_000, "。"))]
    text, figures = cut(report(15_000, "。"), 10_000)
    time = measured(lambda: examine(Page.of(text, figures), earlier))
    print(f"10,000 figures against two earlier texts of 10,000{time:>22.1f} ms")
    archive = Archive(told(Page.of(text, find_figures(text), name=f"{n}")) for n, text in enumerate(yearbooks(1_000)))
    text, figures = cut(report(300, "。"), 200)
    page = Page.of(text + yearbook(1_005), find_figures(text + yearbook(1_005)))
    time = measured(lambda: examine_beside(page, others_of(page, archive)))
    print(f"200 figures beside a library of 1,000 documents{time:>28.1f} ms")
