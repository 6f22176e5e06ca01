"""Times finding figures: cold start, a report, and a megabyte; medians of ten runs.

REVIEWER_CORPUS=… python tests/benchmarks/bench_figures.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from reviewer.figures.find import find_figures

RUNS = 10
COLD = """
import time, sys, json, dataclasses, enum, fractions, pathlib, re
start = time.perf_counter()
from reviewer.figures.find import find_figures
find_figures("2019年，全市共有12个县，同比增长3.5%，一批项目投产。")
print(time.perf_counter() - start)
"""


def report_text() -> str:
    """The shared corpus's report, or this project's own cases put together."""
    place = os.environ.get("REVIEWER_CORPUS")
    if place:
        return (Path(place) / "seed/repaired_taiwan.txt").read_text(encoding="utf-8")
    cases = Path(__file__).parents[1] / "cases/figures_found.json"
    return "\n".join(case["text"] for case in json.loads(cases.read_text(encoding="utf-8"))["cases"])


def timed(run: Callable[[], object]) -> float:
    """The median time of `run` in seconds, after one that warms up."""
    run()
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return median(times)


def cold_start() -> float:
    """Seconds to import the room, load its tables and read a first sentence, in a fresh process."""
    command = [sys.executable, "-c", COLD]
    return median(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(RUNS))


def main() -> None:
    """Prints the figures."""
    text = report_text()
    print(f"cold start (import, tables, first sentence){cold_start() * 1e3:>12.1f} ms")
    warm = timed(lambda: find_figures(text))
    print(f"a report of {len(text):,} characters, {len(find_figures(text))} figures{warm * 1e3:>12.2f} ms")
    large = text * (1_000_000 // len(text))
    seconds = timed(lambda: find_figures(large))
    print(f"{len(large):,} characters{seconds * 1e3:>12.0f} ms, {len(large) / seconds / 1e6:.2f} M characters/s")


if __name__ == "__main__":
    main()
