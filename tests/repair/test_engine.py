"""The plan of a document: stages in order, laws that hold for any text, and damage undone on texts of many styles."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.language.readings import usual_reading
from reviewer.repair import engine
from reviewer.repair.channel import DELIMITERS, Channel, by_character, damage, flattened
from reviewer.repair.damage import LOST, Decision, Kind, LossKind, Repair
from reviewer.repair.detectors import byte_shift, pinyin_gloss
from reviewer.repair.lifting import Lifted, applied
from reviewer.repair.plan import RepairPlan, accept_all, accept_none
from reviewer.repair.repairs import Repairs
from reviewer.text.edit import EditList
from reviewer.text.message import Message
from reviewer.text.span import Span

STYLES = json.loads((Path(__file__).parents[1] / "cases" / "clean_texts.json").read_text(encoding="utf-8"))
GLOSSED = "創區鎮發聯監現協統業態優執規鄉戰環節項進關時決點務實動會學強計線農機產應轉數負驗場過請側質國個財無設"
DAMAGED = (
    "本網訊 (通訊員 程遠山)今年以來,我市緊盯 “兩年任務”目標,推進創(chuàng)新系列制度,縣區(qū)積極行動。"
    "記者來到這里?h區(qū)公安局已經公布電話,創(chuàng)建工作有了成效。"
)
MIXED = st.text(alphabet="創(chuàngqū)區?h。,，:“” \n縣里后面發展1a€\ue000梢\ufffd", max_size=60)


def holds(plan: RepairPlan) -> None:
    """The laws of every plan."""
    original = plan.original
    edits = EditList(r.edit for r in plan.repairs)
    assert [r.edit for r in plan.repairs] == list(edits)
    assert all(original[r.start : r.end] == r.original != r.replacement for r in plan.repairs)
    assert all(0 <= r.confidence <= 1 and r.reasons for r in plan.repairs)
    assert all((r.decision is Decision.ACCEPTED) == (r.confidence >= engine.SURE) for r in plan.repairs)
    accepted = EditList(r.edit for r in plan.repairs if r.decision is Decision.ACCEPTED)
    assert plan.repaired().text == accepted.apply(original)
    assert accepted.inverted(original).apply(plan.repaired().text) == original


def test_every_stage_has_its_part() -> None:
    plan = engine.propose(DAMAGED)
    kinds = {r.kind for r in plan.repairs}
    assert {Kind.BYTE_SHIFT, Kind.PINYIN_GLOSS, Kind.PUNCTUATION_WIDTH, Kind.SPACING} <= kinds
    assert "這裡。縣區公安局" in accept_all(plan).repaired().text.replace("里。", "裡。")


@given(MIXED | st.text(max_size=50))
@settings(max_examples=60)
def test_the_laws_hold_for_any_text(text: str) -> None:
    plan = engine.propose(text)
    holds(plan)
    holds(engine.propose(accept_all(plan).repaired().text))


@given(MIXED, st.data())
@settings(max_examples=30)
def test_the_laws_hold_with_undecodable_places(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    original = text[:at] + LOST + text[at:]
    plan = engine.propose(original, [Span(at, at + 1)])
    holds(plan)
    assert Span(at, at + 1) in [loss.span for loss in plan.losses if loss.kind is LossKind.UNDECODABLE]


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "gb18030", "big5", "cp1252", "latin-1"]))
@settings(max_examples=60)
def test_the_laws_hold_for_any_bytes(data: bytes, encoding: str) -> None:
    holds(engine.propose(data.decode(encoding, errors="replace")))
    holds(engine.propose(data.decode("utf-8", errors="surrogateescape")))


def test_repairing_the_repaired_text_proposes_nothing() -> None:
    once = accept_all(engine.propose(DAMAGED)).repaired().text
    assert engine.propose(once).repairs == ()


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style["style"])
def test_repairing_repaired_pages_proposes_nothing(style: dict[str, list[str]]) -> None:
    dice = random.Random(style["style"])
    glosses = {c: usual_reading(c) for c in dice.sample(GLOSSED, 20)}
    clean = by_character("\n".join(style["sentences"]))
    shown = "\u200b".join(damage(clean, Channel(glosses, "；", flatten=True)).split("的"))
    once = accept_all(engine.propose(shown)).repaired().text
    assert engine.propose(once).repairs == ()


def test_what_one_stage_puts_right_shows_an_earlier_one_something() -> None:
    assert engine.propose("大家都說\xadÄãºÃ嗎").repaired().text == "大家都說你好嗎"


def test_accepting_none_shows_the_original() -> None:
    plan = accept_none(engine.propose(DAMAGED))
    assert plan.repaired().text == DAMAGED
    assert {r.decision for r in plan.repairs} == {Decision.PROPOSED}


def test_guesses_at_injected_text_wait_for_a_person() -> None:
    guess = repair(0, 1, "甲", "", Kind.INJECTED_TEXT)
    assert accept_all(RepairPlan("甲乙", (guess,), (), "1")).repairs == (guess,)


def repair(start: int, end: int, original: str, replacement: str, kind: Kind, *others: str) -> Repair:
    reason = Message.of(f"repair.{kind}")
    return Repair(start, end, original, replacement, kind, "rule", 1, 0.97, (reason,), others)


def lifted(original: str, first: Repair, later: Repair) -> Repairs:
    """A repair and one of the text after it, both as repairs of the original."""
    earlier = Repairs.of(original, [first])
    return Lifted(earlier).with_later(Repairs.of(applied(earlier), [later])).repairs


def test_a_later_edit_inside_an_earlier_one_is_taken_in_with_both_reasons() -> None:
    first = repair(2, 4, "?h", "。县", Kind.BYTE_SHIFT, "海县")
    later = repair(3, 4, "县", "縣", Kind.SCRIPT_CONVERSION)
    (one,) = lifted("群眾?h區", first, later)
    assert (one.start, one.end, one.original, one.replacement, one.kind) == (2, 4, "?h", "。縣", Kind.BYTE_SHIFT)
    assert one.reasons == first.reasons + later.reasons
    assert one.alternatives == ("海縣",)


def test_touching_edits_stay_separate() -> None:
    first = repair(1, 9, "(chuàng)", "", Kind.PINYIN_GLOSS)
    later = repair(1, 2, ",", "，", Kind.PUNCTUATION_WIDTH)
    assert [r.kind for r in lifted("創(chuàng),", first, later)] == [
        Kind.PINYIN_GLOSS,
        Kind.PUNCTUATION_WIDTH,
    ]


def test_what_is_lost_is_one_mark_in_the_repaired_text() -> None:
    shown = damage("內膽厚度為2.5毫米，表面光滑。", Channel({"懞": "méng"}))
    plan = engine.propose(shown)
    text = plan.repaired().text
    assert LOST + ".5毫米" in text
    assert len(plan.losses) == 1
    assert shown[plan.losses[0].start : plan.losses[0].end] == "?"


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style["style"])
def test_clean_texts_are_left_alone(style: dict[str, list[str]]) -> None:
    found = engine.propose("\n".join(style["sentences"])).repairs
    assert [r for r in found if r.kind is not Kind.SCRIPT_CONVERSION] == []


@pytest.mark.parametrize(("lone", "flatten"), [("?", False), ("", False), ("?", True), ("", True)])
def test_damage_is_undone_on_texts_of_many_styles(lone: str, flatten: bool) -> None:
    exact = wrong = 0
    for number, style in enumerate(STYLES):
        clean = by_character("\n".join(style["sentences"]))
        dice = random.Random(number)
        glosses = {c: usual_reading(c) for c in dice.sample(GLOSSED, 30)}
        shown = damage(clean, Channel(glosses, "".join(dice.sample(DELIMITERS, 2)), lone, flatten))
        text = undone(shown)
        exact += same_but_lost(text, clean)
        wrong += invented_digits(text, clean)
    assert wrong == 0
    assert exact >= len(STYLES) - 1


def undone(shown: str) -> str:
    """The text with shifts and glosses undone, whatever was proposed."""
    shifts = byte_shift.find(shown).repairs
    edits = EditList(r.edit for r in shifts)
    text = edits.apply(shown)
    restored = [Span(*bounds) for bounds in edits.map().target_bounds()]
    return EditList(r.edit for r in pinyin_gloss.find(text, restored)).apply(text)


def same_but_lost(text: str, clean: str) -> bool:
    pairs = zip(flattened(text), flattened(clean), strict=False)
    return len(text) == len(clean) and all(a in (b, LOST) for a, b in pairs)


def invented_digits(text: str, clean: str) -> int:
    """Digits of `text` that `clean` does not have in this order."""
    rest = iter([c for c in clean if c.isdigit()])
    return sum(digit not in rest for digit in text if digit.isdigit())


def test_the_report_this_exists_for(corpus: Path) -> None:
    text = (corpus / "seed" / "report.txt").read_text(encoding="utf-8")
    gold = json.loads((corpus / "seed" / "edits.json").read_text(encoding="utf-8"))["edits"]
    key = {"required": set(), "optional": set()}  # type: dict[str, set[tuple[int, int, str]]]
    for edit in gold:
        key[edit["status"]].add((edit["start"], edit["end"], edit["replacement"]))
    plan = engine.propose(text)
    found = {(r.start, r.end, r.replacement) for r in plan.repairs if r.decision is Decision.ACCEPTED}
    assert key["required"] - found == set()
    assert found - key["required"] - key["optional"] == set()
    holds(plan)


@pytest.mark.parametrize("name", ["traditional", "simplified"])
def test_sound_corpora_are_left_alone(corpus: Path, name: str) -> None:
    text = (corpus / "conversion" / f"{name}.txt").read_text(encoding="utf-8")
    assert [r for r in engine.propose(text).repairs if r.kind is not Kind.SCRIPT_CONVERSION] == []


def test_a_doubtful_misreading_does_not_break_a_shifted_run() -> None:
    clean = "你還不上，就來給我做三年僕人。”阿松咬咬牙，按了手印。\n夜里，阿松夢見一個老人。"
    plan = engine.propose(damage(clean, Channel({}, "！")))
    (run,) = (r for r in plan.repairs if r.kind is Kind.BYTE_SHIFT)
    assert "阿松咬咬牙，按了手印" in run.replacement
    assert run.decision is Decision.ACCEPTED
