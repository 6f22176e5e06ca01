"""A process killed in the middle of its work loses nothing that it had acknowledged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from reviewer.annotations.claim import Claim
from reviewer.services import attaching, history, reading
from reviewer.services.library import Library, check, open_library
from reviewer.services.reading import ReviewState

WORKER = """
import hashlib, sys
from pathlib import Path
from reviewer.annotations.attachment import NewFile
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.template import Template
from reviewer.documents.document import Document
from reviewer.repair.damage import Decision, Kind, Repair
from reviewer.repair.plan import RepairPlan
from reviewer.services import annotating, checklisting, commenting, deciding, importing, preparing, reading, templating
from reviewer.services.library import open_library
from reviewer.text.message import Message
from reviewer.text.span import Span

run, said = sys.argv[2], Message.of("services.by-hand")
library = open_library(Path(sys.argv[1]), create=True, reviewer=run)
number = 0
while True:
    number += 1
    text = f"{run}之{number}(chuān)共46家\\n" * 40
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    places = [i for i in range(len(text)) if text.startswith("(chuān)", i)]
    repairs = tuple(Repair(i, i + 7, "(chuān)", "", Kind.PINYIN_GLOSS, "t", 1, .9, (said,)) for i in places)
    plan = RepairPlan(text, repairs, (), "t")
    loaded = Document(f"{run}-{number}", "", data, digest, "text/plain", "utf-8", said, text)
    prepared = importing.Prepared(loaded, plan, preparing.passage_of(plan).figures())
    document = importing.store_prepared(library, prepared).document
    print("document", document, flush=True)
    deciding.decide(library, [d.id for d in reading.review(library, document).repairs], Decision.ACCEPTED)
    print("decided", document, flush=True)
    checklisting.add_checklist(library, document, ["look", "ask"])
    checklisting.choose(library, [document], reading.known_checklists(library)[-1].id)
    checklisting.set_ticked(library, document, reading.review(library, document).checklist.items[1].id, True)
    print("ticked", document, flush=True)
    templating.put_template(library, Template("", document, "x"))
    print("template", document, flush=True)
    for at in range(5):
        claim = annotating.add_claim(library, document, [Span(at, at + 5)]).created[0]
        print("claim", document, claim, flush=True)
        annotating.set_note(library, claim, f"note {claim}")
        print("note", document, claim, flush=True)
        commenting.comment(library, document, claim, f"said of {claim}")
        print("comment", document, claim, flush=True)
        piece = Evidence("", "https://example.org")
        annotating.put_evidence(library, claim, piece, [NewFile("a.txt", f"held by {claim}".encode() * 2_000)])
        print("file", document, claim, flush=True)
"""
RUNS = 6


def killed(path: Path, run: int, lines: int, pause: float) -> list[list[str]]:
    """What a worker acknowledged before it was killed, `pause` seconds after it had said so many lines."""
    command = [sys.executable, "-c", WORKER, str(path), f"第{run}輪"]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONIOENCODING": "utf-8"})
    assert worker.stdout is not None
    said = b"".join(worker.stdout.readline() for _ in range(lines))
    time.sleep(pause)
    worker.send_signal(signal.SIGKILL)
    said += worker.stdout.read()
    assert worker.wait() == -signal.SIGKILL
    # A last line without its end was not yet said.
    return [line.split() for line in said.decode().splitlines(keepends=True) if line.endswith("\n")]


def said_in(state: ReviewState) -> set[str]:
    return {comment.text for thread in state.threads for comment in thread.comments}


def held_by(library: Library, claim: Claim) -> bytes:
    ((file,),) = (piece.attachments for piece in claim.evidence)
    return attaching.content(library, file)


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path, chance = tmp_path / "library.sqlite", random.Random(11)
    acknowledged: list[list[str]] = []
    for run in range(RUNS):
        acknowledged += killed(path, run, chance.randrange(1, 30), chance.uniform(0.0, 0.02))
    assert len(acknowledged) >= RUNS
    with open_library(path) as library:
        states = {entry.id: reading.review(library, entry.id) for entry in reading.documents(library)}
        kept = {template.name for template in reading.templates(library)}
        for what, document, *rest in acknowledged:
            state = states[document]
            claims = {claim.id: claim for claim in state.claims}
            assert what != "decided" or not any(decided.open for decided in state.repairs)
            assert what != "ticked" or [item.done for item in state.checklist.items] == [False, True]
            assert what != "template" or document in kept
            assert what != "claim" or rest[0] in claims
            assert what != "note" or claims[rest[0]].note == f"note {rest[0]}"
            assert what != "comment" or f"said of {rest[0]}" in said_in(state)
            assert what != "file" or held_by(library, claims[rest[0]]) == f"held by {rest[0]}".encode() * 2_000
        undone = 0
        while history.undo(library) is not None:
            undone += 1
        assert undone >= len(acknowledged)
        assert reading.documents(library) == ()
    assert check(path).findings == ()
