"""How soon the window stands, and how soon a report is on show. Medians of real processes.

    python tests/benchmarks/bench_window.py [--runs 10] [--report FILE] [--documents 200]

Each run starts the program anew in a process of its own, with bytecode compiled, on a library that holds
`--documents` small documents. It prints, in milliseconds:

* window: from the start of the process until the window with its library list is painted
* window-cpu: the processor time of that, which other programs at work do not lengthen
* opening: from the wish to import `--report` until its text is painted, the worker being warm
* reopening: from the choice of a document of the library until its text is painted

Run it under `xvfb-run -a` with `--platform xcb` for the figures of a real screen.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "waterworks.txt"


def main() -> None:
    """Measure and print the medians."""
    asked = arguments()
    if asked.child:
        child(asked.report, float(asked.child))
        return
    # Imported here, because the start of a child is what is measured.
    import statistics
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        environment = prepared(Path(folder), asked)
        run(environment, asked.report)
        results = [run(environment, asked.report) for _ in range(asked.runs)]
    for name in results[0]:
        times = sorted(result[name] for result in results)
        print(f"{name:<10} median {statistics.median(times):7.1f} ms   min {times[0]:7.1f}   max {times[-1]:7.1f}")


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--report", type=Path, default=SAMPLE)
    parser.add_argument("--platform", default="offscreen")
    parser.add_argument("--child", default="")
    return parser.parse_args()


def prepared(folder: Path, asked: argparse.Namespace) -> dict[str, str]:
    """A home with a library in it, and the environment that names it."""
    from reviewer.services.importing import prepare_bytes, store_prepared
    from reviewer.services.library import open_library

    with open_library(folder / "library.sqlite", create=True) as library:
        for number in range(asked.documents):
            text = f"第{number}號通報\n本縣檢查糧庫{number + 2}座,合格率為97.5%。\n"
            store_prepared(library, prepare_bytes(text.encode(), f"{number:04}.txt"))
    return os.environ | {
        "REVIEWER_HOME": str(folder),
        "QT_QPA_PLATFORM": asked.platform,
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }


def run(environment: dict[str, str], report: Path) -> dict[str, float]:
    """One run in a process of its own."""
    import json
    import subprocess

    (Path(environment["REVIEWER_HOME"]) / "settings.json").unlink(missing_ok=True)
    report_copy = Path(environment["REVIEWER_HOME"]) / f"report-{time.monotonic_ns()}{report.suffix}"
    # Other bytes each time, so that the library does not know the report yet.
    report_copy.write_bytes(report.read_bytes() + f"\n{report_copy.name}\n".encode())
    command = [sys.executable, __file__, "--report", str(report_copy), "--child", str(time.monotonic())]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=120)
    return json.loads(done.stdout.splitlines()[-1])


def child(report: Path, started: float) -> None:
    """The program as it starts, with its event loop replaced by the measuring."""
    from reviewer.__main__ import main as program

    sys.argv = ["reviewer"]
    from PySide6.QtWidgets import QApplication

    results: dict[str, float] = {}
    QApplication.exec = lambda *_: measure(report, started, results)  # type: ignore[method-assign]
    program([])
    import json

    print(json.dumps(results))


def measure(report: Path, started: float, results: dict[str, float]) -> int:
    """Wait for the paints and note the times."""
    from PySide6.QtWidgets import QApplication

    from reviewer.gui.main_window import MainWindow

    app = QApplication.instance()
    window = next(w for w in app.topLevelWidgets() if isinstance(w, MainWindow))
    painted = Painted(window.library.list.viewport())
    until(lambda: painted.count > 0)
    results["window"] = 1000 * (time.monotonic() - started)
    results["window-cpu"] = 1000 * time.process_time()
    warm(window)
    text = Painted(window.view.viewport())
    results["opening"] = timed(lambda: window.desk.import_paths([report]), lambda: shown(window, report) and text.count)
    other = window.context.session.entries[0].id
    text.count = 0
    results["reopening"] = timed(lambda: window.context.session.open(other), lambda: text.count)
    return 0


def warm(window: object) -> None:
    """Wait until the worker has loaded its tables."""
    from reviewer.gui import work

    ready: list[object] = []
    window.context.jobs.run(work.warm).done.connect(ready.append)  # type: ignore[attr-defined]
    until(lambda: ready)


def shown(window: object, report: Path) -> bool:
    """Whether the report is the document on show."""
    state = window.context.session.state  # type: ignore[attr-defined]
    return state is not None and state.document.name == report.name


def Painted(widget: object) -> object:  # noqa: N802
    """Counts the paints of a widget."""
    from PySide6.QtCore import QEvent, QObject

    class Counter(QObject):
        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            # Counted once the event loop is back: then the paint is done.
            self.count += event.type() == QEvent.Type.Paint
            return False

    counter = Counter(widget)
    widget.installEventFilter(counter)  # type: ignore[attr-defined]
    return counter


def timed(act: Callable[[], object], reached: Callable[[], object]) -> float:
    """Milliseconds from `act` until `reached` holds."""
    before = time.monotonic()
    act()
    until(reached)
    return 1000 * (time.monotonic() - before)


def until(reached: Callable[[], object], patience: float = 60.0) -> None:
    """Turn the event loop until `reached` holds."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    before = time.monotonic()
    while not reached():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        if time.monotonic() - before > patience:
            raise TimeoutError("the window did not do it")


if __name__ == "__main__":
    main()
