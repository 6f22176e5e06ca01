"""A library, and documents with known repairs, for the services' tests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.documents.document import Document
from reviewer.repair.damage import Decision, Kind, Loss, LossKind, Repair
from reviewer.repair.plan import RepairPlan
from reviewer.services import importing, preparing
from reviewer.services.library import Library, open_library
from reviewer.text.message import Message

TEXT = (
    "青川縣(chuān)工業局通報\n"
    "全縣創(chuàng)新企業達46家,較上年增加3家。\n"
    "群眾滿意率為97.5%,排名第二。\n"
    "截至?月底,共受理來信1280件。\n"
)
"""A report of a county that does not exist: two glosses, three flattened commas, one lost digit, six figures."""

KINDS = {"(chuān)": Kind.PINYIN_GLOSS, "(chuàng)": Kind.PINYIN_GLOSS, ",": Kind.PUNCTUATION_WIDTH}


def repairs_of(text: str, decision: Decision) -> tuple[Repair, ...]:
    """Every gloss deleted, every comma widened, and the lost digit shown."""
    said = (Message.of("services.by-hand"),)
    found = [
        Repair(at, at + len(old), old, "，" if old == "," else "", kind, "test", 1, 0.99, said, (), decision)
        for old, kind in KINDS.items()
        for at in range(len(text))
        if text.startswith(old, at)
    ]
    return tuple(sorted((*found, *_marks(text)), key=lambda made: made.start))


def _marks(text: str) -> list[Repair]:
    at = text.find("?")
    if at < 0:
        return []
    shown = Message.of("services.by-hand")
    return [Repair(at, at + 1, "?", "\ufffd", Kind.BYTE_SHIFT, "test", 1, 0.9, (shown,), (), Decision.ACCEPTED)]


@pytest.fixture
def made() -> Callable[..., importing.Prepared]:
    """Prepare a text with the repairs named above, its figures found."""

    def make(text: str = TEXT, name: str = "通報.txt", decision: Decision = Decision.PROPOSED) -> importing.Prepared:
        data = text.encode()
        digest = hashlib.sha256(data).hexdigest()
        reason = Message.of("services.by-hand")
        document = Document(name, name, data, digest, "text/plain", "utf-8", reason, text)
        losses = tuple(Loss(r.start, r.end, LossKind.BYTE_SHIFT, reason, reason) for r in _marks(text))
        plan = RepairPlan(text, repairs_of(text, decision), losses, "test")
        return importing.Prepared(document, plan, preparing.passage_of(plan).figures())

    return make


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with open_library(tmp_path / "library.sqlite", create=True, reviewer="林審閱") as opened:
        yield opened


@pytest.fixture
def document(library: Library, made: Callable[..., importing.Prepared]) -> str:
    """The id of the report above, imported."""
    return importing.store_prepared(library, made()).document
