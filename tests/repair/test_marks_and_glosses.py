"""Glosses, flattened punctuation and stray blanks: cases with twice as many that must stay."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Repair
from reviewer.repair.detectors import pinyin_gloss, punctuation_width, spacing
from reviewer.text.edit import EditList
from reviewer.text.span import Span

FOLDER = Path(__file__).parents[1] / "cases"
ROOMS: list[tuple[str, ModuleType]] = [
    ("pinyin_gloss", pinyin_gloss),
    ("punctuation", punctuation_width),
    ("spacing", spacing),
]
Find = Callable[[str], list[Repair]]


def cases(part: str) -> list[object]:
    loaded = [(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))[part], room) for name, room in ROOMS]
    return [pytest.param(room.find, case, id=str(case)[:40]) for found, room in loaded for case in found]


@pytest.mark.parametrize(("find", "case"), cases("cases"))
def test_damage_is_undone(find: Find, case: dict[str, str]) -> None:
    assert EditList(r.edit for r in find(case["shown"])).apply(case["shown"]) == case["repaired"]


@pytest.mark.parametrize(("find", "case"), cases("cases"))
def test_nothing_is_left_to_do(find: Find, case: dict[str, str]) -> None:
    assert find(case["repaired"]) == []


@pytest.mark.parametrize(("find", "text"), cases("untouched"))
def test_sound_text_is_left_alone(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("room", [room for _, room in ROOMS], ids=[name for name, _ in ROOMS])
@given(text=st.text(alphabet="創(chuàngqū)區區，,.。“” ?:;!\n1aA《", max_size=60) | st.text(max_size=60))
def test_any_text_is_borne(room: ModuleType, text: str) -> None:
    found = room.find(text)
    assert len(EditList(r.edit for r in found)) == len(found)
    assert all(text[r.start : r.end] == r.original for r in found)


@pytest.mark.parametrize(("text", "blank"), [("他緊盯 “三年任務”不放。", 3), ("鎮長說 ，明年繼續辦理。", 3)])
def test_a_blank_is_sure_on_the_page_of_a_mirror_site_alone(text: str, blank: int) -> None:
    (doubtful,), (sure,) = spacing.find(text), spacing.find(text, True)
    assert (doubtful.start, sure.start) == (blank, blank)
    assert doubtful.confidence < 0.95 <= sure.confidence


def test_a_gloss_tells_its_reading_and_count() -> None:
    (first, _) = pinyin_gloss.find("本市創(chuàng)新，創(chuàng)建文明城市。")
    assert dict(first.reasons[0].values) == {"character": "創", "reading": "chuàng", "count": "2"}


def test_characters_in_restored_runs_do_not_speak_against_a_gloss() -> None:
    text = "本市創(chuàng)新，創建文明城市，創業成功。"
    assert pinyin_gloss.find(text) == []
    assert len(pinyin_gloss.find(text, [Span(13, 15), Span(20, 22)])) == 1


def test_punctuation_of_a_page_that_mixes_both_is_left_alone() -> None:
    assert punctuation_width.find("今天天氣好,我們去爬山，然後回家，吃飯。") == []


def test_marks_in_restored_runs_do_not_speak_for_the_page() -> None:
    text = "今天天氣好,我們去爬山，然後,回家！吃飯,睡覺。"
    assert punctuation_width.find(text) == []
    runs = [Span(10, 13), Span(17, 18)]
    assert [r.start for r in punctuation_width.find(text, runs)] == [5, 14, 20]


def test_two_marks_that_may_hide_a_cut_are_left_to_a_person() -> None:
    text = "今天天氣好,我們去爬山,然後回家,一個也沒丟!?那年冬天,下了大雪,真的!?\n"
    doubts = [r.start for r in punctuation_width.find(text) if r.confidence < 0.95]
    assert doubts == [22, 23]
