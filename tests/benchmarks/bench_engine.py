"""How fast the repair engine is and how much memory it takes, on clean and on heavily damaged text.

python tests/benchmarks/bench_engine.py [--megabytes 0.3 3 10] [--opencc-python PYTHON] [--stages]

Printed beside it: the longest time without a word on how far the work is, how soon the beginning is repaired, and what
sending the plan from a worker process costs. With `--stages`: what each stage takes (nanoseconds per character).

PYTHON is the interpreter of another environment that holds the package `OpenCC`; how fast its `t2s` and then `s2tw`
convert the same text is measured in the same run. Every text is repaired in a process of its own; its processor time
counts, which a busy machine changes less than the time that passes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import damaged_pages

from reviewer.repair.channel import Channel, damage

GLOSSED, SPLIT = 30, "；？"
"""How many characters a site glosses in the damaged text, and at what it splits."""
TIMES = {0.3: 10, 3: 3}
"""How often a text of so many megabytes is repaired (the median counts); longer ones once."""

REPAIR = """
import gc, json, pickle, re, sys, time
from reviewer.repair.beginning import propose_first
from reviewer.repair.engine import propose
path, times = sys.argv[1], int(sys.argv[2])
now = time.process_time
def highest():
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read())[1])
with open(path, encoding="utf-8") as file:
    propose(file.read(20_000))
gc.collect()
idle = highest()
with open(path, encoding="utf-8") as file:
    text = file.read()
start = now()
propose_first(text)
first = now() - start
silent, last, at = 0.0, now(), 0.0
def told(share):
    global silent, last, at
    if now() - last > silent:
        silent, at = now() - last, share
    last = now()
taken = []
for _ in range(times):
    last = start = now()
    plan = propose(text, progress=told)
    taken.append(now() - start)
    found = len(plan.repairs)
peak = highest()
start = now()
sent = len(pickle.dumps(plan, pickle.HIGHEST_PROTOCOL)) - len(text.encode())
sending = now() - start
print(json.dumps({
    "taken": taken, "found": found, "memory": (peak - idle) * 1024, "first": first, "silent": silent, "at": at,
    "sent": sent, "sending": sending,
}))
"""
STAGES = """
import json, sys, time
from reviewer.repair.engine import propose
from reviewer.repair.stages import GUESSING, REPAIRING, Work
with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
propose(text[:20_000])
work, now, rows = Work.of(text), time.process_time, []
for stage in REPAIRING + GUESSING:
    start = now()
    found = stage.find(work, lambda share: None)
    between = now()
    work.take(found, lambda: None)
    rows.append((stage.name, len(found[0]), (between - start) / len(text), (now() - between) / len(text)))
print(json.dumps({"rows": rows}))
"""
CONVERT = """
import json, sys, time
from opencc import OpenCC
first, second = OpenCC("t2s"), OpenCC("s2tw")
with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
second.convert(first.convert(text[:1000]))
taken = []
for _ in range(int(sys.argv[2])):
    start = time.process_time()
    second.convert(first.convert(text))
    taken.append(time.process_time() - start)
print(json.dumps({"taken": taken}))
"""
FIRST = """
import sys, time
text = sys.stdin.read()
start = time.process_time()
from reviewer.repair.engine import propose
propose(text)
first = time.process_time() - start
warm = []
for _ in range(10):
    start = time.process_time()
    propose(text)
    warm.append(time.process_time() - start)
print(first, sorted(warm)[5])
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What repairing one text took: seconds (median), bytes over the idle process, and how many repairs there are."""

    characters: int
    seconds: float
    memory: float
    found: int


def clean(size: int) -> str:
    """About `size` bytes of sound text: the sentences of all styles, in another order each time around."""
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted(damaged_pages.TEXTS.glob("*.txt")))
    sentences = [sentence + "。" for sentence in texts.replace("\n", "").split("。") if sentence]
    dice, paragraphs, written = random.Random(size), [], 0
    while written < size:
        dice.shuffle(sentences)
        paragraphs += ["".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
        written = sum(len(paragraph.encode()) + 1 for paragraph in paragraphs)
    return "\n".join(paragraphs).encode()[:size].decode(errors="ignore")


def damaged(text: str) -> str:
    """The text as a site shows it: by character, glossed, split and flattened."""
    table = {character: damaged_pages.readings(character)[0] for character in damaged_pages.pool()[:GLOSSED]}
    return damage(damaged_pages.first_step(text, dictionary_forms=False), Channel(table, SPLIT, "?", flatten=True))


def run(python: str, program: str, path: Path, times: int) -> dict[str, Any]:
    """What a program prints of a text in a process of its own."""
    command = [python, "-c", program, str(path), str(times)]
    answer: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return answer


def measured(text: str, megabytes: float, opencc: str | None, stages: bool) -> Measured:
    """Repair the text, print how it went, and compare."""
    times = TIMES.get(megabytes, 1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "text.txt")
        path.write_text(text, encoding="utf-8")
        told = run(sys.executable, REPAIR, path, times)
        taken = Measured(len(text), statistics.median(told["taken"]), told["memory"], told["found"])
        print(
            f"  {megabytes:4} MB: {len(text) / taken.seconds / 1e6:6.3f} M characters/s, {taken.found} repairs, "
            f"memory over idle {taken.memory / len(text.encode()):.1f} times the text"
        )
        print(
            f"           longest silence {told['silent'] * 1000:.0f} ms (at {told['at']:.2f}), "
            f"beginning {told['first'] * 1000:.0f} ms, plan sent as {told['sent'] / 1e6:.1f} MB beside the text "
            f"in {told['sending'] * 1000:.0f} ms"
        )
        if stages:
            for name, found, finding, taking in run(sys.executable, STAGES, path, 1)["rows"]:
                print(f"           {name:20} {finding * 1e9:7.0f} + {taking * 1e9:5.0f} ns, {found} repairs")
        if opencc:
            seconds = statistics.median(run(opencc, CONVERT, path, times)["taken"])
            print(f"           OpenCC {len(text) / seconds / 1e6:.2f} M characters/s: {seconds / taken.seconds:.3f}")
    return taken


def growth(few: Measured, many: Measured) -> str:
    """The power of the length with which the time grows."""
    power = log(many.seconds / few.seconds) / log(many.characters / few.characters)
    return f"  time grows with the length to the power of {power:.2f}"


def page() -> str:
    """The report of the corpus, if there is one, or else a damaged page."""
    corpus = os.environ.get("REVIEWER_CORPUS")
    return Path(corpus, "seed", "report.txt").read_text(encoding="utf-8") if corpus else damaged(clean(40_000))


def first_and_warm() -> str:
    """One page as the first of a process and afterwards, medians of 10."""
    text = page()
    command = [sys.executable, "-c", FIRST]
    runs = [
        [float(seconds) for seconds in subprocess.run(command, input=text, **CAPTURED).stdout.split()]
        for _ in range(10)
    ]
    cold, warm = (statistics.median(seconds) * 1000 for seconds in zip(*runs, strict=True))
    return f"a page of {len(text)} characters: first in a process {cold:.0f} ms, afterwards {warm:.1f} ms"


CAPTURED = {"text": True, "capture_output": True, "check": True}


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[0.3, 3, 10])
    parser.add_argument("--opencc-python")
    parser.add_argument("--stages", action="store_true")
    options = parser.parse_args()
    for name, made in (("clean", lambda text: text), ("heavily damaged", damaged)):
        print(f"{name}:")
        sizes = options.megabytes
        told = [measured(made(clean(int(size * 1e6))), size, options.opencc_python, options.stages) for size in sizes]
        if len(told) > 1:
            print(growth(told[0], told[-1]))
    print(first_and_warm())


if __name__ == "__main__":
    main()
