"""Ten thousand scripted actions in the window on a large document: is the event loop ever kept waiting?

    python tests/benchmarks/bench_actions.py [--actions 10000] [--characters 3333333] [--edits 100000]
                                             [--figures 90000] [--claims 10000] [--worst 5]

The document is made up and stored without the engine. Every action goes through the window as a person's would (keys,
wheel, mouse) and is over when its paint is. Before an action that needs a repair, a figure, a claim or a selection at
hand, one is taken to hand, which is not timed. Times are the window thread's own processor time, which other programs
at work do not lengthen, in milliseconds; `wall` beside it is what the clock said. Each kind of action is printed with
its median, 99th percentile and longest, then the longest blocks while the document was being opened, how long a
resize takes, and the memory before and after, when each action has been done once and when all are done, the theme, the
zoom and the place being as they began; `in use` is that without what the C library keeps for later.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")

NEEDED = {
    "accept": "repair",
    "reject": "repair",
    "verified": "figure",
    "cannot be checked": "figure",
    "verdict": "claim",
    "claim": "selection",
    "figure": "selection",
    "remove": "figure",
    "undo": "change",
    "redo": "undone",
}
"""What has to be at hand for an action to do anything."""

LATER, NOTABLE = 3, 4.0
"""Turns of the event loop watched after an action, and the milliseconds from which one of them is told of."""
SLOWLY = frozenset({"theme"})
"""Actions that are done in several steps with a breath between them."""

SETTLING = 20
"""Turns of the event loop in which all that was begun is done."""

DELETED = 52
"""Qt's number of the event by which what is deleted later is deleted."""

Times = dict[str, list[tuple[float, float]]]


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (
        ("actions", 10_000),
        ("characters", 3_333_333),
        ("edits", 100_000),
        ("figures", 90_000),
        ("claims", 10_000),
        ("worst", 5),
    ):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--library", type=Path, help="one that holds the document already; it is changed")
    return parser.parse_args()


def memory() -> float:
    """Resident megabytes now."""
    import resource

    with Path("/proc/self/statm").open(encoding="ascii") as numbers:
        return int(numbers.read().split()[1]) * resource.getpagesize() / 1e6


def in_use() -> float:
    """As `memory`, once the C library has given back what it keeps for later, where it can."""
    import ctypes

    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    return memory()


class Hand:
    """Does things in a window and notes how long each kept it busy."""

    def __init__(self, window: Any, seed: int = 5) -> None:
        from PySide6.QtWidgets import QApplication

        self.window, self.view, self.app = window, window.view, QApplication.instance()
        self.chance = random.Random(seed)
        self.times: Times = defaultdict(list)
        self.first = self._last_change()

    def timed(self, name: str, act: Callable[[], object]) -> None:
        """Do something, paint, and note both times."""
        self._turn(name, act)
        # What an action leaves for later turns of the event loop must keep nobody waiting either.
        for _ in range(LATER):
            if name in SLOWLY:
                time.sleep(0.01)
            self._turn(f"after {name}", lambda: None)

    def _turn(self, name: str, act: Callable[[], object]) -> None:
        wall, own = time.perf_counter(), time.thread_time()
        act()
        self.app.processEvents()
        # `processEvents` alone leaves it to the event loop.
        self.app.sendPostedEvents(None, DELETED)
        times = 1000 * (time.thread_time() - own), 1000 * (time.perf_counter() - wall)
        if not name.startswith("after") or times[0] > NOTABLE:
            self.times[name].append(times)

    def key(self, name: str, modifier: str = "No") -> Callable[[], object]:
        """A key pressed in the text."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        key, held = getattr(Qt.Key, f"Key_{name}"), getattr(Qt.KeyboardModifier, f"{modifier}Modifier")
        return lambda: QTest.keyClick(self.view, key, held)

    def _last_change(self) -> int | None:
        """The number of the change that undo would take back."""
        from reviewer.services import history

        entry = history.to_undo(self.window.context.session.library)
        return entry.seq if entry else None

    def ready(self, name: str) -> None:
        """Have at hand what an action needs, so that it does something."""
        kind = NEEDED.get(name)
        if kind in ("repair", "figure", "claim"):
            self._take(kind)
        elif kind == "selection" and not self.view.selected_text():
            self.drag()
        elif kind == "change" and self._last_change() == self.first:
            # The import itself is not taken back.
            self._take("repair")
            self.key("A")()
        elif kind == "undone":
            self._undone()
        # What such a key left for later is not the next one's time.
        for _ in range(LATER + 1):
            self.app.processEvents()
            self.app.sendPostedEvents(None, DELETED)

    def _undone(self) -> None:
        """Have something taken back that can be done again."""
        from reviewer.services import history

        if not history.ways(self.window.context.session.library)[1]:
            self.ready("undo")
            self.key("Z", "Control")()

    def _take(self, kind: str) -> None:
        from reviewer.gui.models.items import ItemKind

        session = self.window.context.session
        here = session.current
        if here is None or here.kind != kind or not here.open:
            found = session.items.neighbour(ItemKind(kind), here, forward=True)
            # In a small document all is decided soon: a key that finds nothing to do would measure nothing.
            while (found is None or found.kind != kind) and self._last_change() != self.first:
                self.key("Z", "Control")()
                self.app.processEvents()
                found = session.items.neighbour(ItemKind(kind), None, forward=True)
            session.go(found.id if found else None)

    def wheel(self) -> None:
        """One notch of the wheel."""
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + self.chance.choice((60, 60, 60, -60)))

    def jump(self) -> None:
        """Anywhere by the scroll bar."""
        bar = self.view.verticalScrollBar()
        bar.setValue(self.chance.randrange(max(1, bar.maximum())))

    def map(self) -> None:
        """Anywhere by the map at the edge."""
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        overview = self.view._overview
        place = QPoint(8, self.chance.randrange(max(1, overview.height())))
        QTest.mouseClick(overview, Qt.MouseButton.LeftButton, pos=place)

    def click(self) -> None:
        """A click into the text."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self._place())

    def double(self) -> None:
        """A word selected."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self._place())

    def drag(self) -> None:
        """A passage selected with the mouse."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        port, first = self.view.viewport(), self._place()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
        QTest.mouseMove(port, self._place())
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=self._place())

    def _place(self) -> Any:
        from PySide6.QtCore import QPoint

        port = self.view.viewport()
        return QPoint(self.chance.randrange(20, port.width() // 2 - 60), self.chance.randrange(10, port.height() - 10))

    def near(self) -> None:
        """Take an item to hand that is anywhere in the document."""
        session = self.window.context.session
        among = self.chance.choice((session.state.repairs, session.state.figures.anchored, session.state.claims))
        if len(among):
            session.go(among[self.chance.randrange(len(among))].id)

    def theme(self) -> None:
        """The other theme."""
        dark = self.window.context.appearance.tokens.dark
        self.window.desk.choose("theme", "light" if dark else "dark")

    def settle(self) -> None:
        """The window as it began: what it holds for one theme, size and place must not count as leaked."""
        self.window.desk.choose("theme", "light")
        for key, modifier in (("0", "Control"), ("1", "Control"), ("Home", "Control")):
            self.key(key, modifier)()
            self.timed("settle", lambda: None)
        for _ in range(SETTLING):
            time.sleep(0.01)
            self._turn("after settle", lambda: None)

    def find(self) -> None:
        """Words looked for."""
        bar = self.window.find_bar
        bar.open(self.chance.choice(("水位站", "第7", "不在其中")))
        self.app.processEvents()
        bar.leave()
        self.view.setFocus()

    def acts(self) -> list[tuple[str, int, Callable[[], object]]]:
        """Every kind of action with how often it is done."""
        return [
            ("next", 12, self.key("N")),
            ("previous", 5, self.key("P")),
            ("next of all", 3, self.key("N", "Shift")),
            ("accept", 10, self.key("A")),
            ("reject", 6, self.key("R")),
            ("undo", 5, self.key("Z", "Control")),
            ("redo", 3, lambda: self.window.context.actions["redo"].trigger()),
            ("verified", 4, self.key("V")),
            ("cannot be checked", 2, self.key("X")),
            ("verdict", 3, self.key("4")),
            ("claim", 2, self.key("C")),
            ("figure", 1, self.key("F")),
            ("remove", 1, self.key("Delete")),
            ("wheel", 20, self.wheel),
            ("page", 5, self.key("PageDown")),
            ("line", 6, self.key("Down")),
            ("extend", 4, self.key("Right", "Shift")),
            ("end", 1, self.key("End", "Control")),
            ("start", 1, self.key("Home", "Control")),
            ("jump", 5, self.jump),
            ("map", 3, self.map),
            ("click", 4, self.click),
            ("double click", 2, self.double),
            ("drag", 3, self.drag),
            ("anywhere", 5, self.near),
            *((f"tab {n}", 1, self.key(str(n), "Control")) for n in range(1, 6)),
            ("zoom in", 1, self.key("Equal", "Control")),
            ("zoom out", 1, self.key("Minus", "Control")),
            ("zoom reset", 1, self.key("0", "Control")),
            ("theme", 1, self.theme),
            ("find", 1, self.find),
        ]


idle: list[float] = []
"""The memory of the window before a document was on show."""


def opened(path: Path) -> tuple[Any, Any, list[tuple[float, float]]]:
    """The program, its window with the document on show, and how long each turn of the event loop took till then."""
    from reviewer.gui.application import Program, make_application
    from reviewer.gui.context import Preferences
    from reviewer.services.library import open_library
    from reviewer.services.settings import Settings

    app = make_application()
    preferences = Preferences(Settings(locale="zh_TW", theme="light", samples_seen=True), now=True)
    program = Program(app, preferences)
    window = program.show(open_library(path))
    window.resize(1440, 900)
    # What the worker finds in the background is measured elsewhere.
    window.checking.stop()
    window.checking.look = lambda: None
    for _ in range(8):
        app.processEvents()
    window.settle()
    idle.append(in_use())
    turns, session = [], window.context.session

    def turn(act: Callable[[], object]) -> None:
        wall, own = time.perf_counter(), time.thread_time()
        act()
        turns.append((1000 * (time.thread_time() - own), 1000 * (time.perf_counter() - wall)))

    turn(lambda: session.open(session.entries[-1].id))
    turn(app.processEvents)
    while session.loading or window._building.running:
        turn(app.processEvents)
    return program, window, turns


def spread(times: list[tuple[float, float]]) -> str:
    """Median, 99th percentile and longest of both clocks."""
    parts = []
    for clock in (0, 1):
        ordered = sorted(pair[clock] for pair in times)
        p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
        parts.append(f"p50 {ordered[len(ordered) // 2]:6.1f}  p99 {p99:6.1f}  max {ordered[-1]:6.1f}")
    return f"{parts[0]}   wall {parts[1]}"


def met(reached: bool) -> str:
    """Whether a target is."""
    return "met" if reached else "NOT MET"


def objects() -> int:
    """How many objects the interpreter keeps an eye on, those of the document too."""
    return len(gc.get_objects()) + gc.get_freeze_count()


def run(path: Path, asked: argparse.Namespace) -> None:
    """Open, act, print."""
    bare = memory()
    program, window, turns = opened(path)
    print(f"opening: {sum(own for own, _ in turns):.0f} ms in {len(turns)} turns, {spread(turns)}")
    state = window.context.session.state
    text = 2 * (len(state.original) + len(state.repaired)) / 1e6
    over = in_use() - idle[-1] - text
    print(f"memory: {bare:.0f} MB before, {idle[-1]:.0f} MB without a document, {memory():.0f} MB with it open")
    print(f"memory over the text: {over:.0f} MB (target 200) for {text:.0f} MB of text in memory: {met(over <= 200)}")
    hand = Hand(window)
    acts = hand.acts()
    for name, _, act in acts:
        hand.ready(name)
        hand.timed(name, act)
    hand.settle()
    gc.collect()
    first = memory()
    first_in_use, count = in_use(), objects()
    hand.times.clear()
    names = [(name, act) for name, weight, act in acts for _ in range(weight)]
    growing = []
    for number in range(asked.actions):
        if number % max(1, asked.actions // 10) == 0:
            hand.settle()
            growing.append(in_use())
        name, act = hand.chance.choice(names)
        hand.ready(name)
        hand.timed(name, act)
    assert window.context.session.document, "the document is no longer on show"
    hand.settle()
    everything = [pair for times in hand.times.values() for pair in times]
    for name, times in sorted(hand.times.items(), key=lambda item: -max(item[1])[0]):
        print(f"{name:<18} {len(times):5}  {spread(times)}")
    print(f"{'all':<18} {len(everything):5}  {spread(everything)}")
    blocked = sum(own > 50 for own, _ in everything)
    print(f"over 50 ms: {blocked} (target 0): {met(not blocked)}; over 16 ms: {sum(o > 16 for o, _ in everything)}")
    gc.collect()
    print(f"memory: {first:.0f} MB after each action once, {memory():.0f} MB after all; objects: {count}, {objects()}")
    last = in_use()
    print(f"in use: {first_in_use:.0f} MB after each action once, {last:.0f} MB after all: grown by", end=" ")
    print(f"{last - first_in_use:.0f} MB (target below 20): {met(last - first_in_use < 20)}")
    print(
        "in use after each tenth: " + ", ".join(f"{one:.0f}" for one in growing) + f", {last:.0f} MB: what is kept of"
    )
    print("what was laid out, painted and read fills up in the first of them, what leaks would grow in all alike")
    hand.times.clear()
    for width in (1280, 1440, 1300, 1500, 1200, 1440):
        hand.timed("resize", lambda width=width: window.resize(width, 900))
    longest = max(own for own, _ in hand.times["resize"])
    print(f"resize: {spread(hand.times['resize'])} (target 50): {met(longest <= 50)}")
    program.close()


def main() -> None:
    """Make the document, if there is none, and measure."""
    asked = arguments()
    if asked.library:
        run(asked.library, asked)
        return
    import subprocess

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.sqlite"
        made = f"import bench_actions; bench_actions.make({str(path)!r}, {vars(asked)!r})"
        # In a process of its own, so that its memory is not counted.
        subprocess.run(
            [sys.executable, "-c", made.replace(", 'library': None", "")], check=True, cwd=Path(__file__).parent
        )
        run(path, asked)


def make(path: str, asked: dict[str, int]) -> None:
    """Store the document in a new library."""
    import large_document

    from reviewer.services.library import open_library

    made = large_document.prepared(asked["characters"], asked["edits"], asked["figures"])
    with open_library(Path(path), create=True) as library:
        large_document.store(library, made, asked["claims"])


if __name__ == "__main__":
    main()
