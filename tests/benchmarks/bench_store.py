"""How long the library makes a reviewer wait: `python tests/benchmarks/bench_store.py [documents] [folder]`.

A library of 1,000 documents, each with 220 repairs and 60 figures, is made on disk; then every kind of action is done
many times, and at last the same to one document of 125,000 repairs. The figures are milliseconds: median, 99th
percentile, longest. `fsync` is the disk's own share.
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureState
from reviewer.documents.document import Document
from reviewer.figures.figure import Figure, FigureKind
from reviewer.repair.damage import Decision, Kind, Repair
from reviewer.repair.plan import RepairPlan
from reviewer.services import annotating, deciding, history, importing, preparing, reading
from reviewer.services.library import Library, open_library
from reviewer.text.message import Message
from reviewer.text.span import Span

ROUNDS = 300
T = TypeVar("T")


def made_up(number: int, paragraphs: int = 60) -> importing.Prepared:
    """A document of about 50 characters a paragraph."""
    unit = "青川縣(chuān)的創(chuàng)新指數為{n}分,較上年增加3.{n}%,其中農業(yè)占比最高。"
    text = f"第{number}號通報\n" + "\n".join(unit.format(n=i) for i in range(paragraphs))
    data = text.encode()
    repairs = [
        Repair(
            at, at + len(old), old, new, kind, "bench", 1, 0.99, (Message.of("repair.bench", reading=old),), (), state
        )
        for old, new, kind in (
            ("(chuān)", "", Kind.PINYIN_GLOSS),
            ("(chuàng)", "", Kind.PINYIN_GLOSS),
            ("(yè)", "", Kind.PINYIN_GLOSS),
            (",", "，", Kind.PUNCTUATION_WIDTH),
        )
        for at, state in zip(places(text, old), alternating(), strict=False)
    ]
    plan = RepairPlan(text, tuple(sorted(repairs, key=lambda r: r.start)), (), "bench")
    passage = preparing.passage_of(plan)
    figures = [
        Figure(at, at + 1, passage.repaired.text[at], FigureKind.COUNT, passage.repaired.text[at], measured="指數")
        for at in places(passage.repaired.text, "3")
    ][:paragraphs]
    digest = hashlib.sha256(data).hexdigest()
    document = Document(
        f"{number}.txt", f"第{number}號", data, digest, "text/plain", "utf-8", Message.of("bench.made"), text
    )
    return importing.Prepared(document, plan, tuple(map(passage.anchored, figures)))


def places(text: str, part: str) -> Iterable[int]:
    """Where `part` stands."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def alternating() -> Iterable[Decision]:
    """Three repairs accepted by the engine, the fourth left open."""
    while True:
        yield from (Decision.ACCEPTED, Decision.ACCEPTED, Decision.ACCEPTED, Decision.PROPOSED)


def timed(name: str, act: Callable[[int], object], rounds: int = ROUNDS) -> None:
    """Print what `act` takes."""
    taken = []
    for number in range(rounds):
        start = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    p99 = taken[min(len(taken) - 1, int(len(taken) * 0.99))]
    print(f"{name:34} median {statistics.median(taken):8.2f}   p99 {p99:8.2f}   longest {taken[-1]:8.2f}")


def synced(folder: Path) -> Callable[[int], object]:
    """A write of 4 KB made durable, as every commit needs at least once."""
    handle = os.open(folder / "probe", os.O_CREAT | os.O_WRONLY)

    def act(number: int) -> None:
        os.write(handle, bytes(4096))
        os.fdatasync(handle)

    return act


def main(count: int, folder: Path) -> None:
    """Fill a library and measure."""
    path = folder / "bench.sqlite"
    library = open_library(path, create=True, reviewer="bench")
    timed("fsync", synced(folder))
    prepared = [made_up(number) for number in range(count)]
    timed("import one document", lambda n: importing.store_prepared(library, prepared[n]), count)
    library.close()
    timed("open library", lambda n: open_library(path).close(), 10)
    library = open_library(path, reviewer="bench")
    timed("list of documents", lambda n: reading.documents(library), 10)
    ids = [entry.id for entry in reading.documents(library)]
    random.Random(7).shuffle(ids)
    measure(library, ids)
    long_document(library)
    library.close()
    print(f"{count} documents, {path.stat().st_size / 1e6:.1f} MB")


def measure(library: Library, ids: list[str]) -> None:
    """Every kind of action, on ever other documents."""

    def document(number: int) -> str:
        return ids[number % len(ids)]

    states = [reading.review(library, document(n)) for n in range(min(ROUNDS, len(ids)))]
    repairs = [state.repairs[n % len(state.repairs)].id for n, state in enumerate(states)]
    marks = [state.figures[n % len(state.figures)].id for n, state in enumerate(states)]
    claims: list[str] = []
    rounds = len(states)
    timed("review a document", lambda n: reading.review(library, document(n)), rounds)
    timed(
        "add a claim",
        lambda n: claims.extend(annotating.add_claim(library, document(n), [Span(5, 25)]).created),
        rounds,
    )
    timed("verdict", lambda n: annotating.set_verdict(library, [claims[n]], "disputed"), rounds)
    timed("note", lambda n: annotating.set_note(library, claims[n], f"附註 {n}"), rounds)
    timed("tags", lambda n: annotating.set_tags(library, claims[n], ["農業", "預算"]), rounds)
    source = Evidence("", "https://archive.example/1", quotation="原文如此")
    timed("evidence", lambda n: annotating.put_evidence(library, claims[n], source), rounds)
    timed("link", lambda n: annotating.link(library, claims[n], marks[n]), rounds)
    timed("figure state", lambda n: annotating.set_figure_state(library, [marks[n]], FigureState.VERIFIED), rounds)
    timed("figure by hand", lambda n: annotating.mark_figure(library, document(n), Span(14, 16)), rounds)
    timed("decide one repair", lambda n: deciding.decide(library, [repairs[n]], Decision.REJECTED), rounds)
    timed("decide all of a document", lambda n: decide_all(library, states[n]), min(50, rounds))
    timed("undo", lambda n: history.undo(library), rounds)
    timed("redo", lambda n: history.redo(library), rounds)
    timed("history of a document", lambda n: history.entries(library, document(n)), rounds)


def long_document(library: Library) -> None:
    """One document of 125,000 repairs, a quarter of them open: seconds of processor time."""
    prepared = made_up(0, 31_250)
    prepared = replace(prepared, figures=preparing.passage_of(prepared.plan).figures())
    imported = once("store it", lambda: importing.store_prepared(library, prepared))
    state = once("review it", lambda: reading.review(library, imported.document))
    ids = [decided.id for decided in state.repairs]
    once("accept all its repairs", lambda: deciding.decide(library, ids, Decision.ACCEPTED))
    once("undo that", lambda: history.undo(library))
    once("reject all (every figure read again)", lambda: deciding.decide(library, ids, Decision.REJECTED))
    once("undo that", lambda: history.undo(library))
    timed("decide one repair of it", lambda n: deciding.decide(library, [ids[n * 7]], Decision.REJECTED), 200)


def once(name: str, act: Callable[[], T]) -> T:
    """Print how many seconds of processor time `act` takes."""
    start = time.process_time()
    result = act()
    print(f"{name:34} {time.process_time() - start:8.2f} s")
    return result


def decide_all(library: Library, state: reading.ReviewState) -> None:
    """All repairs of a document at once."""
    deciding.decide(library, [decided.id for decided in state.repairs], Decision.ACCEPTED)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as scratch:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, Path(scratch))
