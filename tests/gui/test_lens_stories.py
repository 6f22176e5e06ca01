"""The lens over damage of every kind whose bytes tell a story."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.dialogs.lens_dialog import LensDialog
from reviewer.gui.models.lens_codes import tells
from reviewer.gui.models.lens_story import Story, story
from reviewer.language.wording import LOCALES
from reviewer.repair.damage import Kind, Repair
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library
from reviewer.text.message import Message

PLAIN = "青溪縣水利局通報，今年檢查水庫46座。"
SIMPLIFIED = "青溪县水利局通报，今年检查水库四十六座。"

Damage = Callable[[], str]
DAMAGED: dict[str, tuple[Damage, Kind, str]] = {
    "UTF-8 as Windows-1252": (lambda: PLAIN.encode().decode("latin-1"), Kind.MOJIBAKE, "E9 9D 92"),
    "GBK as Windows-1252": (lambda: SIMPLIFIED.encode("gbk").decode("latin-1"), Kind.MOJIBAKE, "C7 E0"),
    "UTF-8 as GBK": (lambda: SIMPLIFIED.encode().decode("gb18030", "replace"), Kind.MOJIBAKE, "E9 9D 92"),
    "decimal entity": (lambda: PLAIN.replace("水庫", "&#27700;庫"), Kind.MARKUP, "26 23"),
    "hexadecimal entity": (lambda: PLAIN.replace("水庫", "&#x6C34;庫"), Kind.MARKUP, "26 23 78"),
    "named entity": (lambda: PLAIN.replace("水庫", "&ldquo;水庫&rdquo;"), Kind.MARKUP, "26 6C 64"),
    "flattened": (lambda: PLAIN.replace("，", ",") * 4, Kind.PUNCTUATION_WIDTH, "2C"),
    "full width": (lambda: PLAIN.replace("46", "１２３"), Kind.COMPATIBILITY_FORM, "A3 B1"),
    "radical": (lambda: "⻘溪⽔利局檢查⼈員⼀⼗名。", Kind.COMPATIBILITY_FORM, "E2 BB 98"),
    "invisible": (lambda: PLAIN.replace("水利", "水\u200b利"), Kind.INVISIBLE, "E2 80 8B"),
}


def damaged_by(text: str, kind: Kind) -> DecidedRepair:
    found = next(r for r in prepare_bytes(text.encode(), "x.txt").plan.repairs if r.kind is kind)
    return DecidedRepair("r1", "d", found)


def told(seen: Story) -> list[str]:
    return [key for key, _ in seen.steps]


@pytest.mark.parametrize(("make", "kind", "begins"), DAMAGED.values(), ids=DAMAGED)
def test_every_kind_shows_its_bytes_once_and_what_they_mean(make, kind, begins):
    decided = damaged_by(make(), kind)
    assert tells(decided)
    seen = story(decided)
    for strip in seen.strips:
        assert [p.start for p in strip.pieces] == [0, *(p.end for p in strip.pieces[:-1])]
        assert sum(len(data) for _, data in strip.characters) == strip.pieces[-1].end
        assert decided.repair.original.startswith(strip.shown) or strip is not seen.strips[0]
    assert seen.strips[0].data.hex(" ").upper().startswith(begins)


def test_the_bytes_of_mojibake_spell_what_was_meant():
    seen = story(damaged_by(PLAIN.encode().decode("latin-1"), Kind.MOJIBAKE))
    assert seen.strips[0].restored == PLAIN
    assert told(seen) == ["lens-page", "lens-read", "lens-proved-page"]
    assert dict(seen.steps)["lens-read"]["encoding"] == "UTF-8"


def test_what_was_misread_twice_is_read_back_twice():
    twice = SIMPLIFIED.encode().decode("latin-1").encode().decode("latin-1")
    seen = story(damaged_by(twice, Kind.MOJIBAKE))
    assert len(seen.strips) == 2
    assert seen.strips[1].shown == seen.strips[0].restored[: len(seen.strips[1].shown)]
    assert SIMPLIFIED.startswith(seen.strips[1].restored.rstrip("\ufffd"))
    assert seen.strips[1].restored


def test_lost_bytes_are_red_and_told():
    seen = story(damaged_by(PLAIN.encode().decode("cp1252", "replace"), Kind.MOJIBAKE))
    assert any(piece.cut for piece in seen.strips[0].pieces)
    assert "lens-lost" in told(seen)
    assert "lens-proved-page" not in told(seen)


def test_an_entity_is_counted_out():
    (_, _), (how, values), (_, read) = story(damaged_by(DAMAGED["hexadecimal entity"][0](), Kind.MARKUP)).steps
    assert (how, values["digits"], values["code"], read["read"]) == ("lens-entity-hexadecimal", "6C34", "U+6C34", "水")
    steps = story(damaged_by(DAMAGED["named entity"][0](), Kind.MARKUP)).steps
    assert dict(steps)["lens-entity-name"] == {"name": "ldquo", "code": "U+201C"}


def test_widths_differ_by_one_number_and_the_full_stop_does_not():
    assert "lens-width" in told(story(damaged_by(DAMAGED["flattened"][0](), Kind.PUNCTUATION_WIDTH)))
    reason = Message.of("repair.flattened", mark=".", full="。", count=3)
    stop = Repair(9, 10, ".", "。", Kind.PUNCTUATION_WIDTH, "flattened", 1, 0.97, (reason,))
    assert "lens-width" not in told(story(DecidedRepair("r1", "d", stop)))


def test_a_long_passage_is_shown_in_part():
    seen = story(damaged_by((PLAIN * 40).encode().decode("latin-1"), Kind.MOJIBAKE))
    assert len(seen.strips[0].data) < 200


@pytest.mark.parametrize(
    "text", ["青溪縣水利局聯(lián)系各鄉(xiāng)，創(chuàng)新制度。", "青溪縣水利局鬥爭后來到了屋里。"]
)
def test_glosses_and_conversions_have_no_bytes_to_tell(text):
    for repair in prepare_bytes(text.encode(), "x.txt").plan.repairs:
        assert not tells(DecidedRepair("r1", "d", repair))
        assert story(DecidedRepair("r1", "d", repair)) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_the_key_opens_the_lens_over_mojibake(start, library_path, hand, locale):
    with open_library(library_path) as library:
        text = PLAIN.encode().decode("latin-1").encode()
        stored = store_prepared(library, prepare_bytes(text, "mojibake.txt")).document
    window = start(locale=locale)
    session = window.context.session
    session.open(stored)
    session.go(next(one.id for one in session.state.repairs if one.repair.kind is Kind.MOJIBAKE))
    hand(window).press("L")
    dialog = hand(window).dialog(LensDialog)
    QApplication.processEvents()
    assert PLAIN in dialog.strips[0].accessibleName()
    assert all("{" not in step.text() for step in dialog.steps)
    dialog.close()
