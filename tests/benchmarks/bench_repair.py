"""Damage the project's own texts in many ways, repair them, and print how it went and how fast.

python tests/benchmarks/bench_repair.py [ROUNDS]
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from reviewer.language.dictionaries import simplified_characters
from reviewer.language.readings import usual_reading
from reviewer.language.words import single_characters
from reviewer.repair import gbk
from reviewer.repair.channel import DELIMITERS, Channel, by_character, damage, flattened
from reviewer.repair.damage import LOST, Kind
from reviewer.repair.detectors import byte_shift, pinyin_gloss
from reviewer.repair.engine import SURE, propose
from reviewer.text.edit import EditList
from reviewer.text.span import Span

CASES = Path(__file__).parents[1] / "cases" / "clean_texts.json"
RUNS = 4
"""How many characters of a page's table are sure to cut a run."""
WAYS = [("?", False), ("", False), ("?", True), ("", True)]


@dataclass(frozen=True, slots=True)
class Page:
    """A clean text as the sites show it."""

    clean: str
    shown: str


def texts() -> list[str]:
    """The clean texts, one a style, as the first step of the channel leaves them."""
    return [by_character("\n".join(s["sentences"])) for s in json.loads(CASES.read_text(encoding="utf-8"))]


def glossed_characters() -> list[str]:
    """Common characters that Simplified writes otherwise: what the sites' tables hold."""
    simple = simplified_characters()
    common = single_characters()
    held = (chr(code) for code, form in simple.items() if form != chr(code) and common.get(form, -99.0) > -12.0)
    return sorted(c for c in held if gbk.pair_of(c) and by_character(c) == c and usual_reading(c))


def crossing(clean: str, held: list[str]) -> list[str]:
    """The characters whose bytes stand across the border of two neighbours in this text."""
    sides = [gbk.pair_of(c) for c in clean]
    keys = {a[1:] + b[:1] for a, b in pairwise(sides) if a and b}
    return [c for c in held if gbk.pair_of(c) in keys]


def pages(rounds: int, lone: str, flatten: bool) -> list[Page]:
    """Every text damaged `rounds` times, each time with another table and other delimiters."""
    made = []
    held = glossed_characters()
    crossed = [crossing(clean, held) for clean in texts()]
    for number in range(rounds):
        for place, clean in enumerate(texts()):
            dice = random.Random(number * 1000 + place)
            chosen = dice.sample(held, dice.randint(6, 40)) + dice.sample(
                crossed[place], min(RUNS, len(crossed[place]))
            )
            table = {c: usual_reading(c) for c in dice.sample(chosen, len(chosen))}
            delimiters = "".join(dice.sample(DELIMITERS, dice.choice((0, 1, 2, 3))))
            made.append(Page(clean, damage(clean, Channel(table, delimiters, lone, flatten))))
    return made


def undone(shown: str, least: float) -> tuple[str, byte_shift.Shifts]:
    """The page with its shifts of at least this confidence and its glosses undone."""
    shifts = byte_shift.find(shown)
    edits = EditList(r.edit for r in shifts.repairs if r.confidence >= least)
    text = edits.apply(shown)
    restored = [Span(*bounds) for bounds in edits.map().target_bounds()]
    return EditList(r.edit for r in pinyin_gloss.find(text, restored)).apply(text), shifts


def same_but_lost(text: str, clean: str) -> bool:
    """Whether the texts agree but for what is marked as lost and the width of punctuation."""
    pairs = zip(flattened(text), flattened(clean), strict=False)
    return len(text) == len(clean) and all(a in (b, LOST) for a, b in pairs)


def invented_digits(text: str, clean: str) -> int:
    """Digits of `text` that `clean` does not have in this order."""
    rest = iter([c for c in clean if c.isdigit()])
    return sum(digit not in rest for digit in text if digit.isdigit())


def measured(rounds: int, lone: str, flatten: bool) -> Counter[str]:
    """What became of the pages damaged in one way."""
    count: Counter[str] = Counter()
    for page in pages(rounds, lone, flatten):
        proposed, shifts = undone(page.shown, 0.0)
        accepted, _ = undone(page.shown, SURE)
        count["pages"] += 1
        count["exact, accepted only"] += same_but_lost(accepted, page.clean)
        count["exact, all"] += same_but_lost(proposed, page.clean)
        if shifts.repairs:
            count["pages with runs"] += 1
            count["exact with runs, accepted only"] += same_but_lost(accepted, page.clean)
            count["exact with runs, all"] += same_but_lost(proposed, page.clean)
        count["runs"] += len(shifts.repairs)
        count["losses"] += len(shifts.losses)
        count["lost characters marked"] += proposed.count(LOST)
        count["digits invented"] += invented_digits(proposed, page.clean)
    return count


def edits_on_clean_texts() -> str:
    """How many edits the engine would make where there is nothing to do."""
    clean = "\n".join(texts())
    original = "\n".join("\n".join(s["sentences"]) for s in json.loads(CASES.read_text(encoding="utf-8")))
    found = [sum(r.kind is not Kind.SCRIPT_CONVERSION for r in propose(text).repairs) for text in (clean, original)]
    return f"edits on clean texts (conversion apart): {found} in {len(clean)} characters each"


def speed() -> str:
    """Warm and cold time of one page, medians of 10."""
    page = pages(1, "?", True)[0].shown
    propose(page)
    warm = []
    for _ in range(10):
        start = time.perf_counter()
        propose(page)
        warm.append(time.perf_counter() - start)
    program = (
        "import sys, time; t = time.perf_counter(); from reviewer.repair.engine import propose; "
        "propose(sys.stdin.read()); print(time.perf_counter() - t)"
    )
    run = [sys.executable, "-c", program]
    cold = [
        float(subprocess.run(run, input=page, text=True, capture_output=True, check=True).stdout) for _ in range(10)
    ]
    return (
        f"a page of {len(page)} characters: warm {statistics.median(warm) * 1000:.0f} ms, "
        f"first in a process {statistics.median(cold) * 1000:.0f} ms"
    )


def main() -> None:
    """Print everything."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    for lone, flatten in WAYS:
        print(f"lone byte {lone or 'dropped'!r}, {'flattened' if flatten else 'full-width'}:")
        for name, number in measured(rounds, lone, flatten).items():
            print(f"  {name}: {number}")
    print(edits_on_clean_texts())
    print(speed())


if __name__ == "__main__":
    main()
