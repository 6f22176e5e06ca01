"""Damage the sound texts in every way but the mirror sites', repair them, and print how each class went.

python tests/benchmarks/bench_classes.py [WAY…]

Pages count as equal if the repaired text is the text before the damage, and as marked if it is but for characters that
are marked as lost. Of the places damaged, `undone` are equal afterwards. `wrong` are accepted repairs beside which
the repaired text says what stood neither in the text nor in what was shown. Also printed: what is
found in the texts themselves, and what the detectors of these classes take a character of sound text.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

from other_damage import MISREAD, OTHERS, Way, one_paragraph, one_sentence

from reviewer.repair.damage import LOST, Decision, Repair
from reviewer.repair.detectors import (
    compatibility_form,
    doubled_punctuation,
    injected_text,
    invisible,
    line_wrap,
    markup,
    mojibake,
    spaced_letters,
)
from reviewer.repair.engine import propose
from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span

TEXTS = Path(__file__).parents[1] / "cases" / "clean"
MOSTLY = 0.95
"""Share of a text that the encoding must have, for the text to be one that was written in it."""
SPEED = 1_000_000
"""Characters of sound text whose search is timed."""
DETECTORS: dict[str, Callable[[str], Sequence[Repair]]] = {
    "mojibake": lambda text: mojibake.find(text).repairs,
    "markup": markup.find,
    "invisible": invisible.find,
    "compatibility_form": compatibility_form.find,
    "line_wrap": line_wrap.find,
    "spaced_letters": spaced_letters.find,
    "doubled_punctuation": doubled_punctuation.find,
    "injected_text": injected_text.find,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one damaged page went: equal or marked, places damaged and undone, accepted repairs and wrong ones."""

    equal: bool
    marked: bool
    places: int
    undone: int
    accepted: int
    wrong: int


def repaired(text: str, shown: str) -> Outcome:
    """Repair what is shown and compare."""
    plan = propose(shown)
    result = plan.repaired()
    accepted = [repair for repair in plan.repairs if repair.decision is Decision.ACCEPTED and repair.rule != "loss"]
    places = sum(1 for _ in differences(text, shown))
    rest = [] if result.text == text else list(differences(text, result.text))
    strange = [place for place, said in rest if not all(part in shown or part in text for part in said.split(LOST))]
    marked = all(said and not said.strip(LOST) for _, said in rest)
    return Outcome(
        result.text == text,
        marked,
        places,
        max(0, places - len(rest)),
        len(accepted),
        sum(touches(repair, strange, result.map) for repair in accepted),
    )


def differences(text: str, other: str) -> Iterator[tuple[Span, str]]:
    """Where `other` differs from the text and what it says there; line by line where both have as many."""
    one, two = text.split("\n"), other.split("\n")
    at = 0
    for before, after in zip(one, two, strict=True) if len(one) == len(two) else [(text, other)]:
        if before != after:
            for tag, _, _, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
                if tag != "equal":
                    yield Span(at + start, at + end), after[start:end]
        at += len(after) + 1


def touches(repair: Repair, places: Sequence[Span], offsets: OffsetMap) -> bool:
    """Whether a repair, where it stands in the repaired text, touches one of the places."""
    span = offsets.span_to_target(repair.span)
    return any(place.start <= span.end and span.start <= place.end for place in places)


def ways(chosen: Sequence[str]) -> Mapping[str, Way]:
    """All ways, wrong encodings also of single paragraphs and sentences."""
    found: dict[str, Way] = {}
    for name, way in MISREAD.items():
        found |= {name: way, f"{name}, a paragraph": one_paragraph(way), f"{name}, a sentence": one_sentence(way)}
    found |= OTHERS
    return {name: way for name, way in found.items() if not chosen or any(part in name for part in chosen)}


def outcomes(name: str, way: Way, texts: Mapping[str, str]) -> Iterator[Outcome]:
    """Every text damaged in one way that has a hold on it; what the first encoding lacks is not in the text."""
    first = name.partition(" as ")[0].replace("Big5", "big5hkscs").lower() if " as " in name else "utf-8"
    for path, text in texts.items():
        kept = text.encode(first, "ignore").decode(first)
        shown = way(kept, random.Random(name + path))
        if shown != kept and len(kept) > MOSTLY * len(text):
            yield repaired(kept, shown)


def print_classes(texts: Mapping[str, str], chosen: Sequence[str]) -> None:
    """One line a way, and one for all."""
    everything: list[Outcome] = []
    print(f"{'class':44}{'pages':>6}{'equal':>6}{'marked':>7}{'undone':>8}{'accepted':>9}{'wrong':>6}")
    for name, way in ways(chosen).items():
        found = list(outcomes(name, way, texts))
        everything += found
        print_line(name, found)
    print_line("all", everything)


def print_line(name: str, found: Sequence[Outcome]) -> None:
    """What became of the pages of one class."""
    equal, marked = sum(o.equal for o in found), sum(o.marked and not o.equal for o in found)
    undone = sum(o.undone for o in found) / max(1, sum(o.places for o in found))
    accepted, wrong = sum(o.accepted for o in found), sum(o.wrong for o in found)
    print(f"{name:44}{len(found):6}{equal:6}{marked:7}{undone:8.1%}{accepted:9}{wrong:6}", flush=True)


def print_sound(texts: Mapping[str, str]) -> None:
    """What is found in the sound texts, and how long it takes not to find anything."""
    length = sum(map(len, texts.values()))
    long = "\n".join(chain.from_iterable(texts.values() for _ in range(SPEED // length + 1)))[:SPEED]
    taken = 0.0
    for name, find in DETECTORS.items():
        found = sum(len(find(text)) for text in texts.values())
        start = time.process_time()
        find(long)
        share = (time.process_time() - start) / len(long) * 1e9
        taken += share
        print(f"{name:24} {found * 10_000 / length:6.2f} repairs per 10,000 characters {share:7.1f} ns a character")
    print(f"together {taken:.1f} ns a character")


def main(chosen: Sequence[str]) -> None:
    """Print everything."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))}
    print_classes(texts, chosen)
    print_sound(texts)


if __name__ == "__main__":
    main(sys.argv[1:])
