"""A made-up document of any size with many repairs, figures and claims, stored in a library without the engine."""

from __future__ import annotations

import hashlib
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.services.library import Library
    from reviewer.services.preparing import Prepared

WORDS = "河川堤防巡查隊今日完成第三季檢修並公布結果居民可以在里辦公處查閱明細與照片水位站雨量計閘門抽水機"


def made_text(characters: int) -> str:
    """Paragraphs of 20 to 900 made-up characters, `characters` in all."""
    chance, paragraphs, total = random.Random(7), [], 0
    pool = ["".join(chance.choice(WORDS) for _ in range(900)) for _ in range(200)]
    while total < characters:
        length = chance.randint(20, 900)
        paragraphs.append(f"第{len(paragraphs)}段，計{chance.randint(1, 9999)}座。" + chance.choice(pool)[:length])
        total += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)[:characters]


def prepared(characters: int, edits: int, figures: int) -> Prepared:
    """A document with `edits` repairs, of which every fifth is open, and `figures` numerals of four characters.

    Its figures are those that are found in it, so that a decision changes what it would change in a report.
    """
    from reviewer.documents.document import Document
    from reviewer.repair.damage import Decision
    from reviewer.repair.plan import RepairPlan
    from reviewer.services.finding import Passage
    from reviewer.services.preparing import Prepared
    from reviewer.text.message import Message

    text = made_text(characters)
    places = _places(text, edits + figures)
    chance = random.Random(3)
    chance.shuffle(places)
    text = _with_numerals(text, places[edits:])
    data = text.encode()
    repairs = tuple(_repair(text, at, i) for i, at in enumerate(sorted(places[:edits])))
    reason = Message.of("services.by-hand")
    document = Document(
        "large.txt", "水位站年報", data, hashlib.sha256(data).hexdigest(), "text/plain", "utf-8", reason, text
    )
    plan = RepairPlan(text, repairs, (), "benchmark")
    accepted = [repair.edit for repair in repairs if repair.decision is Decision.ACCEPTED]
    return Prepared(document, plan, Passage.of(text, accepted, ()).figures())


def _with_numerals(text: str, places: list[int]) -> str:
    """The text with a figure written over four characters at each of `places`."""
    characters = list(text)
    for number, at in enumerate(places):
        characters[at : at + 4] = f"{100 + number % 900}座"
    return "".join(characters)


def _places(text: str, count: int) -> list[int]:
    """Places of four characters, apart from one another and within paragraphs."""
    step = max(6, (len(text) - 8) // max(1, count))
    return [at for at in range(0, len(text) - 8, step) if "\n" not in text[at : at + 5]][:count]


def _repair(text: str, at: int, number: int) -> object:
    from reviewer.repair.damage import Decision, Kind, Repair
    from reviewer.text.message import Message

    kinds = (Kind.PINYIN_GLOSS, Kind.BYTE_SHIFT, Kind.SCRIPT_CONVERSION, Kind.PUNCTUATION_WIDTH, Kind.SPACING)
    kind, length = kinds[number % len(kinds)], 1 + number % 3
    decision = Decision.PROPOSED if number % 5 == 0 else Decision.ACCEPTED
    after = ("縣里", "，", "")[number % 3] or ""
    reasons = (Message.of("services.by-hand"),)
    before = text[at : at + length]
    return Repair(at, at + length, before, after, kind, f"made-{kind.value}", 1, 0.9, reasons, ("市",), decision)


def store(library: Library, made: Prepared, claims: int = 0) -> str:
    """Keep the document, with `claims` claims of 40 characters on it; its id."""
    from sqlalchemy import insert

    from reviewer.annotations.anchor import Anchor
    from reviewer.annotations.claim import Claim
    from reviewer.services.importing import store_prepared
    from reviewer.store import claims as table
    from reviewer.store.database import commit
    from reviewer.store.rows import new_id
    from reviewer.store.schema import claim, claim_anchor
    from reviewer.text.span import Span

    document, text = store_prepared(library, made).document, made.document.text
    step = max(50, len(text) // max(1, claims))
    spans = [Span(at, at + 40) for at in range(20, len(text) - 60, step)][:claims]
    said = [Claim(new_id("c"), document, (Anchor.at(text, span),)) for span in spans]
    with library.database.writing() as connection:
        if said:
            connection.execute(insert(claim), [table.claim_row(one) for one in said])
            connection.execute(insert(claim_anchor), [row for one in said for row in table.anchor_rows(one)])
        commit(connection)
    return document
