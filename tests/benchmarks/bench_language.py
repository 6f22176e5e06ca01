"""Loading and speed of the language tables and of the repair of conversion: medians of ten, printed.

python tests/benchmarks/bench_language.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from reviewer.language.ambiguity import as_simplified, shown
from reviewer.language.dictionaries import convert
from reviewer.language.scripts import reading_script
from reviewer.language.words import score, segment
from reviewer.repair.detectors.script_conversion import find

RUNS = 10
CASES = Path(__file__).parent.parent / "cases" / "script_conversion.json"
COLD = {
    "words": "from reviewer.language.words import score; score('我們')",
    "readings": "from reviewer.language.readings import readings; readings('我')",
    "t2s": "from reviewer.language.dictionaries import convert; convert('我們', 't2s')",
    "s2tw": "from reviewer.language.dictionaries import convert; convert('我们', 's2tw')",
    "conversion repair": "from reviewer.repair.detectors.script_conversion import find; find('關于此事，以后聯系。')",
}


def cold(statement: str) -> float:
    """Milliseconds from a started interpreter to the first answer."""
    code = f"import time; t = time.perf_counter(); {statement}; print((time.perf_counter() - t) * 1000)"
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(RUNS)
    ]
    return median(runs)


def speed(work: Callable[[str], object], text: str) -> float:
    """Million characters a second, warm."""
    work(text[:1000])
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        work(text)
        times.append(time.process_time() - started)
    return len(text) / median(times) / 1e6


def first_pass(text: str) -> float:
    """Million characters a second over a text none of which was seen before, tables loaded."""
    code = (
        "import sys, time; from reviewer.repair.detectors.script_conversion import find; text = sys.stdin.read(); "
        "find(text[:300]); t = time.process_time(); find(text); print(time.process_time() - t)"
    )
    runs = [
        float(
            subprocess.run([sys.executable, "-c", code], input=text, text=True, capture_output=True, check=True).stdout
        )
        for _ in range(RUNS)
    ]
    return len(text) / median(runs) / 1e6


def main() -> None:
    """Print every figure."""
    clean = "\n".join(case["repaired"] for case in json.loads(CASES.read_text(encoding="utf-8"))["positive"])
    page = (clean + "\n")[:2500]
    bulk = (clean + "\n") * 100
    simplified = as_simplified(bulk)
    damaged = "".join(shown().get(c, c) for c in simplified)
    for name, statement in COLD.items():
        print(f"cold {name}: {cold(statement):.0f} ms")
    for config, text in (
        ("t2s", bulk),
        ("s2t", simplified),
        ("s2tw", simplified),
        ("tw2s", bulk),
        ("s2hk", simplified),
    ):
        print(f"convert {config}: {speed(lambda t, c=config: convert(t, c), text):.2f} M characters/s")  # type: ignore[misc]
    print(f"reading script simplified: {speed(lambda t: reading_script(t, 'simplified'), bulk):.2f} M characters/s")
    print(f"score: {speed(score, bulk):.2f}, segment: {speed(segment, bulk):.2f} M characters/s")
    speeds = (
        f"{name} {speed(find, text):.2f}"
        for name, text in zip(("damaged", "clean", "Simplified"), (damaged, bulk, simplified), strict=True)
    )
    print(f"conversion repair: {', '.join(speeds)} M characters/s")
    print(f"the same at its first pass over a text: {first_pass(damaged[: len(clean)]):.2f} M characters/s")
    print(f"conversion repair of 2,500 characters: {2.5 / speed(find, damaged[: len(page)]):.1f} ms")


if __name__ == "__main__":
    main()
