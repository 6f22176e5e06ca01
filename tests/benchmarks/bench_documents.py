"""Times decoding, loading and exporting: medians of ten runs, after one that warms up.

python tests/benchmarks/bench_documents.py
"""

from __future__ import annotations

import json
import resource as machine
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from reviewer.annotations.decision import DecidedRepair
from reviewer.documents.decoding import decode
from reviewer.documents.document import DocumentProblem
from reviewer.documents.loading import load, load_bytes
from reviewer.exports import csv_tables, html, json_report
from reviewer.exports.report import Report, Source
from reviewer.repair.engine import ENGINE, propose
from reviewer.resource_files import resource

RUNS = 10


def measured(what: str, run: Callable[[], object]) -> None:
    """Print the median time of `run` in milliseconds."""
    run()
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    print(f"{what:<58}{median(times) * 1e3:>10.2f} ms")


def decoding() -> None:
    """A report of 2,500 characters, 10 MB, and 10 MB with a byte missing, in every encoding."""
    text = (resource("samples", "waterworks.txt").read_text("utf-8") * 2)[:2500]
    for encoding in ("utf-8", "gb18030", "big5hkscs", "utf-16-le"):
        small = text.encode(encoding, "ignore")
        large = small * (10_000_000 // len(small))
        holed = large[:5_000_001] + large[5_000_002:]
        measured(f"decode 2,500 characters, {encoding}", lambda data=small: decode(data))  # type: ignore[misc]
        measured(f"decode 10 MB, {encoding}", lambda data=large: decode(data))  # type: ignore[misc]
        measured(f"decode 10 MB with a byte missing, {encoding}", lambda data=holed: decode(data))  # type: ignore[misc]


def loading() -> None:
    """The samples, a page of 1 MB, and 200 MB of zeros."""
    for entry in json.loads(resource("samples", "index.json").read_text("utf-8"))["samples"]:
        path = resource("samples", entry["file"])
        measured(f"load {path.name}", lambda path=path: load(path))  # type: ignore[misc]
    paragraph = "<p>全縣累計檢查糧庫42座，發現問題198個，已整改188個。</p>\n"
    page = ("<html><body><div>" + paragraph * 12_000 + "</div></body></html>").encode()
    measured(f"load a page of {len(page) / 1e6:.1f} MB", lambda: load_bytes(page, "page.html"))
    with tempfile.TemporaryDirectory() as folder:
        zeros = Path(folder) / "zeros"
        with zeros.open("wb") as stream:
            stream.truncate(200 * 2**20)
        before = machine.getrusage(machine.RUSAGE_SELF).ru_maxrss
        measured("refuse 200 MB of zeros", lambda: refused(zeros))
        print(f"{'  memory it took':<58}{machine.getrusage(machine.RUSAGE_SELF).ru_maxrss - before:>10} kB")


def refused(path: Path) -> None:
    """Load what cannot be loaded."""
    try:
        load(path)
    except DocumentProblem:
        return
    raise AssertionError(f"{path} was loaded")


def exporting() -> None:
    """A damaged sample with all its repairs, in every format."""
    document = load(resource("samples", "grain-depots.html"))
    plan = propose(document.text)
    repaired = plan.repaired()
    source = Source(
        "d", document.name, document.title, document.media_type, document.sha256, len(document.data),
        document.encoding, document.encoding_reason,
    )  # fmt: skip
    repairs = tuple(DecidedRepair(f"r{n}", "d", repair) for n, repair in enumerate(plan.repairs))
    report = Report(source, document.text, repaired.text, repaired.map, repairs, plan.losses, engine=ENGINE)
    for name, render in (("html", html.render), ("csv", csv_tables.render), ("json", json_report.render)):
        measured(f"export {name}, {len(repairs)} repairs", lambda render=render: render([report], "zh_TW"))  # type: ignore[misc]


if __name__ == "__main__":
    decoding()
    loading()
    exporting()
