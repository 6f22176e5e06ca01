"""Libraries with something in them, for the store's tests."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.annotations.anchor import Anchor
from reviewer.documents.document import Document
from reviewer.figures.figure import Figure, FigureKind
from reviewer.repair.damage import Decision, Kind, Loss, LossKind, Repair
from reviewer.store import claims, documents, figures, repairs, schema
from reviewer.store.database import Database
from reviewer.store.opening import open_database
from reviewer.store.rows import new_id, now
from reviewer.store.unit import unit_of_work
from reviewer.text.message import Message
from reviewer.text.span import Span

TEXT = "嵐山鄉(xiāng)今年修路46公里,?月完工。\n"
SAID = Message.of("store.check-pages", detail="said")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = open_database(path, create=True, patience=0.2)
    yield opened
    opened.close()


@pytest.fixture
def keep() -> Callable[..., str]:
    """Store a document with one gloss, one loss, one figure, one claim; its id."""

    def keep_document(database: Database, text: str = TEXT) -> str:
        data = text.encode()
        loaded = Document("路.txt", "路", data, hashlib.sha256(data).hexdigest(), "text/plain", "utf-8", SAID, text)
        gloss, lost, number = text.index("("), text.index("?"), text.index("46")
        repair = Repair(
            gloss,
            gloss + 7,
            text[gloss : gloss + 7],
            "",
            Kind.PINYIN_GLOSS,
            "t",
            1,
            0.9,
            (SAID,),
            ("x",),
            Decision.ACCEPTED,
        )
        with unit_of_work(database, "林") as unit:
            identity = documents.keep_document(unit.connection, loaded, "engine")
            loss = Loss(lost, lost + 1, LossKind.BYTE_SHIFT, SAID, SAID)
            repairs.keep_plan(unit.connection, identity, [repair], [loss])
            reading = Figure(0, 4, "46公里", FigureKind.MEASURE, "46", unit="km")
            anchor = Anchor.at(text, Span(number, number + 4))
            figures.keep_figures(unit.connection, [figures.figure_row(identity, anchor, reading, 0)])
            unit.documents.add(identity)
            unit.update(schema.document, {(identity,): {"removed": 0}})
            unit.insert(schema.claim, [claim_row(identity)])
            unit.commit(SAID)
        return identity

    def claim_row(document: str) -> claims.Row:
        return {
            "id": new_id("c"),
            "document": document,
            "verdict": "disputed",
            "note": "",
            "author": "林",
            "created": now(),
            "changed": now(),
        }

    return keep_document
