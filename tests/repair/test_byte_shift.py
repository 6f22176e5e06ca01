"""Shifted runs: undone byte for byte, what is gone marked, sound text left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair import passages
from reviewer.repair.channel import Channel, damage
from reviewer.repair.damage import LOST, Kind
from reviewer.repair.detectors import byte_shift
from reviewer.repair.inversion import Inversion
from reviewer.repair.restoration import Draft
from reviewer.repair.surroundings import Surroundings
from reviewer.text.edit import EditList

CASES = json.loads((Path(__file__).parents[1] / "cases" / "byte_shift.json").read_text(encoding="utf-8"))
WIDE = json.loads((Path(__file__).parents[1] / "cases" / "clean_texts.json").read_text(encoding="utf-8"))


def repaired(text: str) -> str:
    return EditList(r.edit for r in byte_shift.find(text).repairs).apply(text)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_the_case_is_real_damage(case: dict[str, str]) -> None:
    channel = Channel(case["glosses"], case["split"], case["lone"], case["flatten"])  # type: ignore[arg-type]
    assert damage(case["clean"], channel) == case["shown"]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_runs_are_undone(case: dict[str, str]) -> None:
    assert repaired(case["shown"]) == case["repaired"]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_every_mark_of_a_loss_is_told(case: dict[str, str]) -> None:
    lost = [loss for loss in byte_shift.find(case["shown"]).losses if loss.start < loss.end]
    assert bool(lost) == (LOST in case["repaired"])
    assert all(case["shown"][loss.start : loss.end] == "?" for loss in lost)


@pytest.mark.parametrize("text", CASES["untouched"])
def test_sound_text_is_left_alone(text: str) -> None:
    assert byte_shift.find(text) == byte_shift.Shifts()


@pytest.mark.parametrize("style", WIDE, ids=lambda style: style["style"])
def test_clean_texts_are_left_alone(style: dict[str, list[str]]) -> None:
    assert byte_shift.find("\n".join(style["sentences"])).repairs == ()


def test_repairing_again_proposes_nothing() -> None:
    for case in CASES["cases"]:
        assert byte_shift.find(repaired(case["shown"])).repairs == ()


def test_a_digit_is_never_filled_in() -> None:
    shown = damage("內膽厚度為2.5毫米，表面光滑。", Channel({"懞": "méng"}))
    assert "2" not in shown
    found = byte_shift.find(shown)
    assert not any(c.isdigit() for r in found.repairs for c in r.replacement)
    assert not any(c.isdigit() for r in found.repairs for other in r.alternatives for c in other)
    assert [loss.lost.code for loss in found.losses] == ["repair.lost-both"]


def test_a_repair_names_what_it_replaces() -> None:
    shown = "他們每天都要面對居民?h里的幹部也來了。"
    (repair,) = byte_shift.find(shown).repairs
    assert (repair.start, repair.end, repair.original, repair.replacement) == (10, 12, "?h", "。縣")
    assert repair.kind is Kind.BYTE_SHIFT
    assert dict(repair.reasons[0].values)["bytes"] == "A1 A3 BF 68"
    assert repair.alternatives


def test_a_loss_is_told_only_where_its_mark_is_replaced_for_sure() -> None:
    shifts = byte_shift.find("後??後??")
    sure = [r for r in shifts.repairs if r.confidence >= byte_shift.SURE]
    assert all(any(r.start <= loss.start and loss.end <= r.end for r in sure) for loss in shifts.losses)


@pytest.mark.parametrize("part", ["?", "，?", "!?", "?！?", "!?，。"])
def test_pages_of_marks_take_no_longer_than_their_length(part: str) -> None:
    few, many = (count_tries(part * count) for count in (500, 2000))
    assert many <= 4 * few + 20


def count_tries(text: str) -> int:
    """How many readings of a text are weighed."""
    counted = 0
    weigh = byte_shift.drafted

    def counting(beside: Surroundings, inversion: Inversion) -> Draft | None:
        nonlocal counted
        counted += 1
        return weigh(beside, inversion)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_shift, "drafted", counting)
        byte_shift.find(text)
    return counted


@given(st.text(max_size=60) | st.text(alphabet="?！，、)(fùhF€，。縣区\ue000梢\ufffd7\n", max_size=40))
def test_any_text_is_borne(text: str) -> None:
    found = byte_shift.find(text)
    assert EditList(r.edit for r in found.repairs).apply(text) is not None
    assert all(text[r.start : r.end] == r.original for r in found.repairs)
    assert all(0 <= loss.start <= loss.end <= len(text) for loss in found.losses)


def test_one_shifted_run_says_nothing_of_pages_far_away() -> None:
    sound = "青石鎮今年修建了三條水渠，沿河的村莊都用上了清水；老人說，這是幾十年來頭一回。"
    run = damage("內膽厚度為2.5毫米，表面光滑。", Channel({"懞": "méng"}))
    far = sound * (2 * passages.REACH // len(sound))
    (passage,) = passages.ground(run + far, (), [len(run) // 2]).passages
    assert passage.end <= len(run) + passages.REACH
    assert len(byte_shift.find(run + far).repairs) == len(byte_shift.find(run).repairs) == 1


SPLIT_AT_CRIES = "他說：“好。”大家都笑了。“走吧。”老人說。“回家。”她喊。\n"


@pytest.mark.parametrize("lone", ["?", ""])
@pytest.mark.parametrize(
    "line",
    [
        "「什麼？這個月第三把了！？」\n阿豪低著頭。\n",
        "「騙子，是嗎！？當時我就不該信你的話。\n他走了。\n",
        "“你怎麼又來了！？”她把門關上。\n",
        "『水還沒退！？』『退了。』\n",
    ],
)
def test_a_cry_that_asks_is_no_cut_on_a_page_that_was_cut_at_cries(line: str, lone: str) -> None:
    text = SPLIT_AT_CRIES * 2 + line
    assert line in repaired(damage(SPLIT_AT_CRIES * 2, Channel({}, "！", lone)) + line), text


def test_a_run_is_taken_though_its_first_character_may_be_either_of_two() -> None:
    shown = damage("鎮上的咁佋做地盤，也做木工。", Channel({"顏": "yán"}))
    (repair,) = byte_shift.find(shown).repairs
    assert (repair.replacement, *repair.alternatives) == (LOST + "做地盤", "佋做地盤", "喸做地盤")
    assert repair.confidence >= byte_shift.SURE
    (loss,) = byte_shift.find(shown).losses
    assert (loss.start, loss.lost.code) == (repair.start, "repair.lost-character")


def test_readings_that_tell_nothing_else_do_not_make_a_run_less_sure() -> None:
    assert byte_shift._agrees("冠軍" + LOST * 2, "冠軍。" + LOST)
    assert not byte_shift._agrees("冠軍。" + LOST, "冠軍" + LOST * 2)
    assert not byte_shift._agrees("冠軍", "冠軍。")


def test_a_character_no_code_page_has_before_a_cut_stays_where_lone_bytes_are_dropped() -> None:
    clean = "「佢做地盤。」\n「幾多位。」\n「三位。」\n「快啲去啦。」\n「雲吞麵出名㗎。」\n「走啦。」\n"
    shown = damage(clean, Channel({}, "！", ""))
    assert "名?！?" in shown
    assert "名?" in repaired(shown).replace(LOST, "*")


def test_written_cantonese_is_read_back() -> None:
    clean = "佢話做咗四十年，個仔唔肯接手。我哋啱啱落車，你哋快啲去啦。"
    gained = [r.replacement for r in byte_shift.find(damage(clean, Channel({"亂": "luàn"}))).repairs]
    assert byte_shift.find(clean).repairs == ()
    assert "".join(gained) in clean


def test_a_stop_is_never_read_beside_a_stop() -> None:
    shown = damage("列車恢復正常。公司安排接駁巴士。他說：“好。”她也說：“好。”\n", Channel({}, "！", "?"))
    assert "正常。公司安排" in repaired(shown)


def test_a_flattened_mark_behind_a_run_is_its_swallowed_byte_where_nothing_was_split_at_questions() -> None:
    run = Inversion(0, 3, ("海",), "！", (), "！", closing="?", lone="")
    told = dict.fromkeys("！？。", 1.0)
    calm, asking = passages.Passage(0, 100, told, frozenset("！")), passages.Passage(0, 100, told, frozenset("！？"))
    assert calm.ending(run) < calm.ending(run._replace(closing="。"))
    assert asking.ending(run) == asking.ending(run._replace(closing="。"))


NEAR_BY = "爸爸說，明年夏天再來看外婆。每年春節，全村人都到祠堂前放鞭炮。你們看見了嗎？"


def cut_at_questions(clean: str) -> str:
    return damage(clean + NEAR_BY, Channel(delimiters="？", lone="?"))


@pytest.mark.parametrize("clean", ["根據這種類型常可區分。", "奧懷希縣與常州比鄰。"])
def test_a_stop_is_not_taken_for_sure_where_no_sentence_can_end(clean: str) -> None:
    found = byte_shift.find(cut_at_questions(clean)).repairs
    assert found
    assert all(r.confidence < byte_shift.SURE for r in found if r.replacement.startswith("。"))


@pytest.mark.parametrize("clean", ["他每天都很早起床。可能是習慣了。", "我已經給他寫了信。可惜他沒有收到。"])
def test_a_stop_after_a_sentence_with_a_verb_stays_sure(clean: str) -> None:
    assert any(
        r.replacement.startswith("。可") and r.confidence >= byte_shift.SURE
        for r in byte_shift.find(cut_at_questions(clean)).repairs
    )
