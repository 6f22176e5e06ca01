"""Lines wrapped inside sentences: joined on a page that is wrapped throughout, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Kind
from reviewer.repair.detectors import line_wrap
from reviewer.text.edit import EditList

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "line_wrap.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


def accepted(text: str) -> str:
    return EditList(r.edit for r in line_wrap.find(text) if r.confidence >= 0.95).apply(text)


def wrapped(text: str, width: int, end: str = "\n") -> str:
    """The text in lines of `width` characters; marks that must not begin a line hang over the edge."""
    lines, line = [], ""
    for character in text:
        if len(line) >= width and character not in "，。、；：！？”）":
            lines.append(line)
            line = ""
        line += character
    return end.join([*lines, line])


@pytest.mark.parametrize("width", [15, 20, 26])
@pytest.mark.parametrize("text", CASES["texts"], ids=lambda text: text[:6])
def test_nothing_is_joined_wrongly(text: str, width: int) -> None:
    shown = wrapped(text, width)
    assert all(line in text for line in accepted(shown).split("\n"))
    assert all(r.kind is Kind.LINE_WRAP for r in line_wrap.find(shown))
    assert line_wrap.find(text) == []


@pytest.mark.parametrize("width", [14, 17, 20, 26])
def test_wrapped_pages_are_joined(width: int) -> None:
    clean = "\n\n".join(CASES["texts"])
    assert accepted("\n\n".join(wrapped(text, width) for text in CASES["texts"])) == clean


def test_indented_paragraphs_stay_apart() -> None:
    shown = "\n".join("　　" + wrapped(text, 24) for text in CASES["texts"])
    assert accepted(shown) == "\n".join("　　" + text for text in CASES["texts"])


def test_carriage_returns_go_with_their_lines() -> None:
    shown = "\r\n\r\n".join(wrapped(text, 20, "\r\n") for text in CASES["texts"])
    assert accepted(shown) == "\r\n\r\n".join(CASES["texts"])


def test_a_number_across_a_break_is_only_proposed() -> None:
    text = CASES["texts"][0].replace("三千多万立方米，比", "1234万立方米，比")
    shown = text[:9] + "12\n" + wrapped(text[11:], 12)
    cut = [r for r in line_wrap.find(shown) if r.start == 11]
    assert all(r.confidence < 0.95 for r in cut)


@pytest.mark.parametrize("text", CASES["untouched"], ids=lambda text: text[:8])
def test_lines_that_are_meant_stay(text: str) -> None:
    assert line_wrap.find(text) == []


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * len(CASES["texts"])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert line_wrap.find(path.read_text(encoding="utf-8")) == []


@given(st.text(alphabet="供水量稳步上升，。 \n\ra1", max_size=120))
def test_only_line_ends_go(text: str) -> None:
    joined = EditList(r.edit for r in line_wrap.find(text)).apply(text)
    assert [c for c in joined if not c.isspace()] == [c for c in text if not c.isspace()]


def test_a_blank_beside_a_number_is_kept_where_the_line_broke_at_it() -> None:
    lines = (
        "縣政府今年新修水渠十二公里，灌溉面積擴大了",
        "三成，受益農戶共有八百多戶，平均每戶增加約",
        " 35 公斤，農民都說好，明年還要再修建一段水",
        "渠，把上游的水引到下游的村子裡去，讓大家都",
        "用得上。",
    )
    repaired = EditList(r.edit for r in line_wrap.find("\n".join(lines))).apply("\n".join(lines))
    assert repaired == "".join(lines)


def test_a_full_line_that_ends_a_sentence_is_proposed_only() -> None:
    text = CASES["texts"][0]
    stop = text.index("。") + 1
    shown = text[stop - 20 : stop] + "\n" + wrapped(text[stop:], 20)
    at_stop = [r for r in line_wrap.find(shown) if r.start == 20]
    assert [r.replacement for r in at_stop] == [""]
    assert at_stop[0].confidence < 0.95


def test_long_lines_of_one_length_are_joined_where_no_word_was_cut() -> None:
    clause = "渠水慢慢流過山腳下的稻田又繞過祠堂前的石橋，村裡的老人常說起從前的旱年"
    shown = "\n".join([clause] * 7) + "。"
    assert len(clause) >= 30
    assert accepted(shown) == clause * 7 + "。"


def test_long_lines_that_end_at_marks_are_verses() -> None:
    clause = "渠水慢慢流過山腳下的稻田又繞過祠堂前的石橋村裡的老人常說起從前的旱年，"
    assert line_wrap.find("\n".join([clause] * 7) + "。") == []
