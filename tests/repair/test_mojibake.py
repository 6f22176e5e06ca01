"""Text decoded in the wrong encoding: read back exactly, what is gone marked, sound text left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.wording import say
from reviewer.repair.code_pages import BIG5, GBK, OLD_BIG5, WESTERN, bytes_shown
from reviewer.repair.damage import LOST, Kind, LossKind
from reviewer.repair.detectors import mojibake
from reviewer.repair.misread_signs import rare_ranges
from reviewer.repair.misreading import read_pairs, read_utf8
from reviewer.resource_files import resource
from reviewer.text.edit import EditList
from reviewer.text.span import Span

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "mojibake.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))
STRICT = [case for case in CASES["cases"] if LOST not in case["repaired"]]


def accepted(text: str) -> str:
    return EditList(r.edit for r in mojibake.find(text).repairs if r.confidence >= 0.95).apply(text)


def damaged(case: dict[str, Any]) -> str:
    text = case["clean"]
    for encoding, page in case["steps"]:
        text = text.encode(encoding).decode(page, case["errors"])
    return str(text if case["mark"] is None else text.replace(LOST, case["mark"]))


def agrees(clean: str, repaired: str) -> bool:
    """Whether the repaired text is the clean one but for characters lost, none of them made up."""
    parts = repaired.split(LOST)
    at = 0
    for part in parts:
        found = clean.find(part, at)
        if found < 0 or (at == 0 and not clean.startswith(parts[0])):
            return False
        at = found + len(part)
    return clean.endswith(parts[-1])


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_the_case_is_real_damage(case: dict[str, Any]) -> None:
    assert case["shown"] == case["before"] + damaged(case) + case["after"]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_it_is_read_back(case: dict[str, Any]) -> None:
    assert accepted(case["shown"]) == case["repaired"]
    assert agrees(case["before"] + case["clean"] + case["after"], case["repaired"])


def test_most_cases_lose_nothing() -> None:
    assert len(STRICT) * 2 > len(CASES["cases"])
    for case in STRICT:
        assert case["repaired"] == case["before"] + case["clean"] + case["after"]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_every_lost_character_is_told(case: dict[str, Any]) -> None:
    found = mojibake.find(case["shown"])
    sure = [r for r in found.repairs if r.confidence >= 0.95]
    assert len(found.losses) == sum(r.replacement.count(LOST) for r in sure)
    assert all(loss.kind is LossKind.MOJIBAKE for loss in found.losses)
    assert all(any(r.start <= loss.start <= loss.end <= r.end for r in sure) for loss in found.losses)


@pytest.mark.parametrize("text", CASES["untouched"])
def test_sound_text_is_left_alone(text: str) -> None:
    assert mojibake.find(text) == mojibake.Misread()


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * len(CASES["cases"])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert mojibake.find(path.read_text(encoding="utf-8")) == mojibake.Misread()


def test_clean_corpus_is_left_alone(corpus: Path) -> None:
    for name in ("traditional.txt", "simplified.txt"):
        assert mojibake.find((corpus / "conversion" / name).read_text(encoding="utf-8")) == mojibake.Misread()


@pytest.mark.parametrize("path", CLEAN[::5], ids=lambda path: path.stem)
@pytest.mark.parametrize(("encoding", "page"), [("utf-8", "latin-1"), ("gb18030", "latin-1"), ("utf-8", "gb18030")])
def test_whole_documents_are_read_back(path: Path, encoding: str, page: str) -> None:
    clean = path.read_text(encoding="utf-8")
    repaired = accepted(clean.encode(encoding).decode(page, "replace"))
    assert [agrees(*lines) for lines in zip(clean.split("\n"), repaired.split("\n"), strict=True)].count(False) == 0
    assert repaired.count(LOST) < len(clean) / 6


def test_repairing_again_proposes_nothing() -> None:
    for case in CASES["cases"]:
        assert mojibake.find(accepted(case["shown"])).repairs == ()


def test_a_repair_explains_itself() -> None:
    case = next(case for case in CASES["cases"] if case["name"] == "UTF-8 as GBK, run")
    (repair,) = mojibake.find(case["shown"]).repairs
    assert repair.kind is Kind.MOJIBAKE
    assert (repair.original, repair.replacement) == (damaged(case), case["clean"])
    assert dict(repair.reasons[0].values)["bytes"].startswith("E6 B0 B4")
    for locale in ("zh_TW", "zh_CN", "en"):
        assert "GBK" in say(repair.reasons[0], locale)


def test_what_was_lost_before_is_told_once() -> None:
    text = "全县\ufffd情况良好，\ufffd\ufffd没有发生停水。"
    assert mojibake.find(text) == mojibake.Misread()
    told = [Span(9, 10)]
    assert [loss.span for loss in mojibake.replaced(text, told)] == [Span(2, 3), Span(8, 9)]


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30))
def test_utf8_in_letters_is_inverted_exactly(text: str) -> None:
    shown = text.encode().decode("latin-1")
    (reading,) = read_utf8(shown, WESTERN)
    assert (reading.text, reading.start, reading.end, reading.holes) == (text, 0, len(shown), ())


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=30))
def test_pairs_in_letters_are_inverted_exactly(text: str) -> None:
    reading = read_pairs(text.encode("gb18030").decode("latin-1"), WESTERN, "GBK")
    assert reading is not None
    assert reading.text == text


@pytest.mark.parametrize(("page", "codec"), [(GBK, "gb18030"), (BIG5, "big5hkscs"), (OLD_BIG5, "cp950")])
def test_pages_lead_back_to_their_bytes(page: str, codec: str) -> None:
    table = bytes_shown(page)
    for text in ("中文資料", "，。、", "的一是不"):
        assert text.translate(table).encode("latin-1") == text.encode(codec)


@given(
    st.text(max_size=40) | st.text(alphabet="浣犲ソ锟斤拷涓€?\ufffdÖÐ¹úä½ã€‚い瓣笢弊ㄛ中国。\n1a\ue019", max_size=40)
)
def test_any_text_is_borne(text: str) -> None:
    found = mojibake.find(text)
    assert EditList(r.edit for r in found.repairs).apply(text) is not None
    assert all(text[r.start : r.end] == r.original != r.replacement for r in found.repairs)
    assert all(0 <= loss.start <= loss.end <= len(text) for loss in found.losses)


def test_debris_of_lost_characters_is_marked_and_not_read() -> None:
    shown = "全縣情況良好，沒有發生停水。".encode("gbk").decode("utf-8", "replace").encode().decode("gbk", "replace")
    found = mojibake.find("公告：" + shown)
    assert found.losses
    assert {r.replacement.strip(LOST) for r in found.repairs} == {""}
    assert all(set(r.original) == set("锟斤拷") for r in found.repairs)


@pytest.mark.parametrize("shown", ["????????，????。\n" * 20, "\ufffd" * 40, "?" * 60 + "\ufffd?" * 20])
def test_a_page_of_question_marks_is_not_made_into_text(shown: str) -> None:
    assert mojibake.find(shown).repairs == ()


def test_dashes_of_sound_paragraphs_stay_on_a_misread_page() -> None:
    long = "这一段被读错了，因为保存的时候用了另一种编码，后来的人再也没有改回来，只好请人重新整理。"
    shown = long.encode("gbk").decode("latin-1") + "\n只有四个字——“坚持到底”。\n但依然不行……"
    assert accepted(shown) == long + "\n只有四个字——“坚持到底”。\n但依然不行……"


def test_readings_that_come_near_are_offered_and_not_taken() -> None:
    (repair,) = mojibake.find("余少时家贫，无书可读".encode("gbk").decode("cp950")).repairs
    assert repair.replacement == "余少时家贫，无书可读"
    assert repair.alternatives == ("余少时家气，无书可读",)
    assert repair.confidence < 0.95


def test_the_rare_characters_on_file_are_those_the_frequencies_tell() -> None:
    listed = json.loads(resource("repair", "rare_characters.json").read_text(encoding="utf-8"))
    assert listed["ranges"] == rare_ranges()


def test_what_is_left_of_utf8_is_not_read_as_pairs() -> None:
    shown = "小松鼠的手錶，漂亮極了。".encode().decode("latin-1")
    for dropped in "\x81\x8d\x8f\x90\x9d":
        shown = shown.replace(dropped, "")
    once = accepted(shown)
    assert accepted("å°æ¾" + once) == "å°æ¾" + once


def test_a_long_misread_text_tells_how_far_it_is() -> None:
    shown = "小松鼠的手錶，漂亮極了。\n".encode().decode("latin-1") * 20
    told: list[float] = []
    mojibake.find(shown, told.append)
    assert len(told) > 20
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] < 1


def test_a_shifted_run_behind_a_reading_is_not_read_as_bytes() -> None:
    shown = "他心里很悲?fēng)\ue350\ue0d1\ue25a液芷＞搿?以上情況請大家注意，謝謝。"
    assert mojibake.find(shown).repairs == ()
