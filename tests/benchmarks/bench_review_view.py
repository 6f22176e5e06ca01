"""Measure the review view: opening, scrolling, jumping, resizing, and the memory it takes over the text.

Usage: `python tests/benchmarks/bench_review_view.py [--in-one] [MEGABYTES ...]` (UTF-8 megabytes, 10 and 100 unless
said; `--in-one`: both texts in one column).
Each size runs in a process of its own, offscreen unless `QT_QPA_PLATFORM` says otherwise.
"""

from __future__ import annotations

import gc
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.gui.review_view.content import Content

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

EDITS = 100_000
IN_ONE = "--in-one"
WORDS = "河川堤防巡查隊今日完成第三季檢修並公布結果居民可以在里辦公處查閱明細與照片水位站雨量計閘門抽水機"


def made_text(characters: int) -> str:
    """Paragraphs of 20 to 900 made-up characters with figures, `characters` in all."""
    chance, paragraphs, total = random.Random(7), [], 0
    pool = ["".join(chance.choice(WORDS) for _ in range(900)) for _ in range(200)]
    while total < characters:
        length = chance.randint(20, 900)
        paragraphs.append(f"第{len(paragraphs)}段，計{chance.randint(1, 9999)}座。" + chance.choice(pool)[:length])
        total += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)[:characters]


def made_edits(text: str) -> list[tuple[int, int, str]]:
    """Places of at most `EDITS` small edits that leave line feeds alone."""
    chance = random.Random(1)
    starts = sorted(chance.sample(range(0, len(text) - 8, 8), min(EDITS, len(text) // 16)))
    return [
        (s, s + chance.randint(1, 3), chance.choice(("", "，", "縣里"))) for s in starts if "\n" not in text[s : s + 3]
    ]


def made_content(characters: int) -> Content:
    """A document with as many marks as edits, a figure for every tenth and a claim for every hundredth."""
    from reviewer.gui.review_view.content import Content, Mark, MarkStyle
    from reviewer.text.edit import Edit, EditList
    from reviewer.text.span import Span

    original = made_text(characters)
    edits = EditList(Edit(*edit) for edit in made_edits(original))
    repaired, offsets = edits.apply(original), edits.map()
    styles = [s for s in MarkStyle if s not in (MarkStyle.FIGURE, MarkStyle.CLAIM)]
    marks = [
        Mark(f"r{i}", styles[i % len(styles)], edit.span, Span(*bounds), i % 5 == 0)
        for i, (edit, bounds) in enumerate(zip(edits, offsets.target_bounds(), strict=True))
    ]
    for i in range(0, len(edits), 10):
        style, length = (MarkStyle.CLAIM, 300) if i % 100 == 0 else (MarkStyle.FIGURE, 4)
        span = Span(edits[i].end, min(edits[i].end + length, len(original)))
        marks.append(Mark(f"m{i}", style, span, offsets.span_to_target(span), True))
    return Content(original, repaired, offsets, tuple(marks))


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def spread(times: Iterable[float]) -> dict[str, float]:
    """Median, 99th percentile and longest, in milliseconds."""
    ordered = sorted(1000 * t for t in times)
    return {
        "p50": round(ordered[len(ordered) // 2], 1),
        "p99": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 1),
        "max": round(ordered[-1], 1),
    }


def memory() -> float:
    """Resident megabytes now."""
    with open("/proc/self/statm", encoding="ascii") as numbers:  # noqa: PTH123
        return int(numbers.read().split()[1]) * resource.getpagesize() / 1e6


def measure(megabytes: int, in_one: bool) -> dict[str, object]:
    """All figures for one size."""
    from PySide6.QtWidgets import QApplication

    from reviewer.gui.review_view.content import Column
    from reviewer.gui.review_view.typography import Arrangement
    from reviewer.gui.review_view.view import ReviewView
    from reviewer.text.span import Span

    app = QApplication([])
    view = ReviewView()
    view.arrange(Arrangement(one_column=in_one))
    view.resize(1280, 800)
    view.show()
    app.processEvents()
    content = made_content(megabytes * 1_000_000 // 3)
    gc.collect()
    before = memory()

    def painted(action: Callable[[], object], whole: bool = True) -> float:
        def run() -> None:
            action()
            if whole:
                view.viewport().update()
            app.processEvents()

        return seconds(run)

    found: dict[str, object] = {"megabytes": megabytes, "marks": len(content.marks)}
    report = made_content(6000)
    found["a report of 6,000 characters, first ms"] = round(1000 * painted(lambda: view.set_content(report)), 1)
    found["a report of 6,000 characters ms"] = spread(painted(lambda: view.set_content(report)) for _ in range(10))
    found["open ms"] = round(1000 * painted(lambda: view.set_content(content)), 1)
    found["open, all of 10 ms"] = spread(painted(lambda: view.set_content(content)) for _ in range(10))
    bar, chance = view.verticalScrollBar(), random.Random(2)
    top = bar.maximum()
    for name, start in (("wheel at start", 0), ("wheel in the middle", top // 2)):
        bar.setValue(start)
        app.processEvents()
        found[f"{name} ms"] = spread(painted(lambda y=start + 60 * i: bar.setValue(y), whole=False) for i in range(300))
    found["wheel upwards ms"] = spread(painted(lambda: bar.setValue(bar.value() - 60), whole=False) for _ in range(300))
    found["wheel, all repainted ms"] = spread(painted(lambda: bar.setValue(bar.value() + 60)) for _ in range(300))
    found["page ms"] = spread(painted(lambda: bar.setValue(bar.value() + 750)) for _ in range(150))
    places = [chance.randrange(top) for _ in range(150)]
    found["jump ms"] = spread(painted(lambda y=y: bar.setValue(y)) for y in places)
    ids = [f"r{chance.randrange(len(content.marks) * 10 // 11)}" for _ in range(150)]
    found["next mark ms"] = spread(painted(lambda i=i: view.set_current(i)) for i in ids)
    spans = [(view.position(), k) for k in range(1, 100)]
    found["select ms"] = spread(
        painted(lambda p=p, k=k: view.select(Span(p, p + 40 * k), Column.ORIGINAL)) for p, k in spans
    )
    found["resize ms"] = spread(painted(lambda w=w: view.resize(1280 + 16 * w, 800)) for w in range(10))
    found["zoom ms"] = spread(painted(lambda z=z: view.set_zoom(100 + 10 * z)) for z in range(10))
    found["new state ms"] = spread(painted(lambda: view.set_content(content, keep_place=True)) for _ in range(10))
    found["memory over text MB"] = round(memory() - before, 1)
    return found


def main() -> None:
    """Print the figures of each size."""
    if len(sys.argv) > 2 and sys.argv[1] == "--one":
        print(json.dumps(measure(int(sys.argv[2]), IN_ONE in sys.argv), indent=1))
        return
    in_one, sizes = [IN_ONE] if IN_ONE in sys.argv else [], [size for size in sys.argv[1:] if size != IN_ONE]
    for megabytes in sizes or ["10", "100"]:
        subprocess.run([sys.executable, __file__, "--one", megabytes, *in_one], check=True)


if __name__ == "__main__":
    main()
