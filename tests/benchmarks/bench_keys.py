"""From a key pressed to the text painted, while a large document is being repaired in the background.

    python tests/benchmarks/bench_keys.py [--times 150] [--repairing 10] [--without SIZE ...]

Two documents are at hand, one after the other: an ordinary report (3,000 characters, 200 repairs, 60 figures), then one
of 10 MB with 100,000 repairs and 90,000 figures. Meanwhile the program's own worker process repairs another document of
`--repairing` megabytes of damaged text, begun anew whenever it is done. Each key is pressed as a person would, in the
window, when what it needs is at hand. Printed for each key, in milliseconds of the window thread's own processor time
(which the worker does not lengthen, though it slows the machine down): until the text is painted, and the longest turn
of the event loop after that, in which the panels follow; `wall` is what the clock said until the paint.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")

TARGET = 16.0
SIZES = {
    "ordinary": {"characters": 3_000, "edits": 200, "figures": 60, "claims": 5},
    "large": {"characters": 3_333_333, "edits": 100_000, "figures": 90_000, "claims": 10_000},
}
KEYS = (
    *(
        "next",
        "previous",
        "next of all",
        "accept",
        "reject",
        "undo",
        "redo",
        "verified",
        "cannot be checked",
        "verdict",
    ),
    *("claim", "figure", "remove", "line", "page", "start", "end", "extend", "jump", "typing"),
)
DAMAGED = "县水利局联系各乡镇,今年共检查水库{n}座(zuò),其中合格{m}座,合格率84.8%。創(chuàng)新巡查制度。\n"
APART = frozenset({"claim", "figure", "remove"})
"""Keys that are pressed at a place of their own each time, and taken back: nobody marks one page a hundred times."""
TURNS = 6
"""Turns of the event loop looked at after each key."""


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=150)
    parser.add_argument("--repairing", type=float, default=10.0)
    parser.add_argument("--without", nargs="*", default=(), choices=SIZES)
    parser.add_argument("--one", default="")
    return parser.parse_args()


def damaged(folder: Path, megabytes: float) -> Path:
    """A file of damaged text."""
    path, line = folder / "damaged.txt", DAMAGED.format(n=46, m=39)
    count = int(megabytes * 1e6 / len(line.encode())) + 1
    path.write_text("".join(DAMAGED.format(n=n % 900 + 46, m=n % 40 + 3) for n in range(count)), encoding="utf-8")
    return path


class Repairing:
    """The worker process kept busy."""

    def __init__(self, window: Any, library: Path, path: Path) -> None:
        self.jobs, self.library, self.path, self.runs = window.context.jobs, library, path, 0
        self.begin()

    def begin(self, *_: object) -> None:
        """Repair the document, again when it is done."""
        from reviewer.gui import work

        self.runs += 1
        # The result goes into another library, so that the one on show stays as it is.
        job = self.jobs.run(work.import_file, self.library, self.path, "")
        job.ended.connect(self.begin)


def watched(view: Any) -> Any:
    """Something that notes when the text has been painted first, by both clocks; (0, 0) until then."""

    class Watch:
        at = (0.0, 0.0)

        def note(self) -> None:
            if not self.at[0]:
                self.at = time.thread_time(), time.perf_counter()

    watch = Watch()
    view.painted.connect(watch.note)
    return watch


def typed(hand: Any) -> Any:
    """A character typed into the filter of the library."""
    from PySide6.QtTest import QTest

    field = hand.window.library.filter

    def act() -> None:
        if len(field.text()) > 3:
            field.clear()
        QTest.keyClicks(field, hand.chance.choice("abcdefgh"))

    return act


class Times:
    """What one key took: until the paint by both clocks, and the longest turn after it."""

    def __init__(self) -> None:
        self.own: list[float] = []
        self.wall: list[float] = []
        self.after: list[float] = []

    def add(self, app: Any, act: Any, watch: Any) -> None:
        """Press, and let the panels follow: what is left of the turn after the paint is the first thing after it."""
        from bench_actions import DELETED

        watch.at = 0.0, 0.0
        wall, own = time.perf_counter(), time.thread_time()
        act()
        app.processEvents()
        end = time.thread_time(), time.perf_counter()
        painted = watch.at if watch.at[0] else end
        self.own.append(1000 * (painted[0] - own))
        self.wall.append(1000 * (painted[1] - wall))
        longest = 1000 * (end[0] - painted[0])
        for _ in range(TURNS):
            own = time.thread_time()
            app.processEvents()
            app.sendPostedEvents(None, DELETED)
            longest = max(longest, 1000 * (time.thread_time() - own))
        self.after.append(longest)


def settle(app: Any) -> None:
    """Let all that follows a key be done."""
    for _ in range(TURNS):
        app.processEvents()


def share(times: list[float], part: float) -> float:
    """The time that so much of all times does not exceed."""
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def run(size: str, asked: argparse.Namespace, folder: Path) -> None:
    """Measure with one document at hand."""
    from bench_actions import Hand, opened

    path = folder / f"{size}.sqlite"
    made = f"import bench_actions; bench_actions.make({str(path)!r}, {SIZES[size]!r})"
    subprocess.run([sys.executable, "-c", made], check=True, cwd=Path(__file__).parent)
    program, window, _ = opened(path)
    hand, watch = Hand(window), watched(window.view)
    acts = {name: act for name, _, act in hand.acts()} | {"typing": typed(hand)}
    for name in KEYS:
        hand.ready(name)
        hand.timed(name, acts[name])
    repairing = Repairing(window, folder / "other.sqlite", damaged(folder, asked.repairing))
    everything, unseen = Times(), 0
    print(
        f"{size} document at hand, {asked.repairing:g} MB being repaired: until the text is painted (target {TARGET:g})"
    )
    for name in KEYS:
        times = Times()
        for _ in range(asked.times):
            if name in APART:
                hand.jump()
                hand.drag()
            hand.ready(name)
            settle(hand.app)
            times.add(hand.app, acts[name], watch)
            if name in APART:
                hand.key("Z", "Control")()
                settle(hand.app)
            unseen += not watch.at[0] and name not in ("typing",)
        for column in ("own", "wall", "after"):
            getattr(everything, column).extend(getattr(times, column))
        tell(name, times)
    tell("all", everything)
    print(
        f"  nothing to paint in the text: {unseen} times; the worker was begun {repairing.runs} times, busy at the end"
    )
    program.close()


def tell(name: str, times: Times) -> None:
    """One line for one key."""
    own, wall, after = times.own, times.wall, times.after
    reached = "met" if share(own, 0.99) <= TARGET else "NOT"
    print(
        f"  {name:<18} {len(own):5}  p50 {share(own, 0.5):5.1f}  p99 {share(own, 0.99):5.1f}  max {max(own):5.1f}"
        f"  {reached}  wall p50 {share(wall, 0.5):5.1f}  p99 {share(wall, 0.99):6.1f}"
        f"   after: p99 {share(after, 0.99):5.1f}  max {max(after):5.1f}",
        flush=True,
    )


def main() -> None:
    """Each size in a process of its own."""
    asked = arguments()
    if asked.one:
        with tempfile.TemporaryDirectory() as folder:
            from reviewer.services.library import open_library

            open_library(Path(folder) / "other.sqlite", create=True).close()
            run(asked.one, asked, Path(folder))
        return
    for size in SIZES:
        if size not in asked.without:
            own = [sys.executable, __file__, "--one", size, "--times", str(asked.times)]
            subprocess.run([*own, "--repairing", str(asked.repairing)], check=True)


if __name__ == "__main__":
    main()
