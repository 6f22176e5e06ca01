"""Glosses, flattened punctuation and stray blanks: cases with twice as many that must stay."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Repair
from reviewer.repair.detectors import pinyin_gloss, punctuation_width, spacing
from reviewer.text.edit import EditList
from reviewer.text.span import Span

FOLDER = Path(__file__).parents[1] / "cases"
Find = Callable[[str], Sequence[Repair]]
ROOMS: list[tuple[str, Find]] = [
    ("pinyin_gloss", pinyin_gloss.find),
    ("punctuation", punctuation_width.find),
    ("spacing", partial(spacing.find, copied=True)),
]


def cases(part: str) -> list[object]:
    loaded = [(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))[part], find) for name, find in ROOMS]
    return [pytest.param(find, case, id=str(case)[:40]) for found, find in loaded for case in found]


@pytest.mark.parametrize(("find", "case"), cases("cases"))
def test_damage_is_undone(find: Find, case: dict[str, str]) -> None:
    assert EditList(r.edit for r in find(case["shown"])).apply(case["shown"]) == case["repaired"]


@pytest.mark.parametrize(("find", "case"), cases("cases"))
def test_nothing_is_left_to_do(find: Find, case: dict[str, str]) -> None:
    assert find(case["repaired"]) == []


@pytest.mark.parametrize(("find", "text"), cases("untouched"))
def test_sound_text_is_left_alone(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("find", [find for _, find in ROOMS], ids=[name for name, _ in ROOMS])
@given(text=st.text(alphabet="創(chuàngqū)區區，,.。“” ?:;!\n1aA《", max_size=60) | st.text(max_size=60))
def test_any_text_is_borne(find: Find, text: str) -> None:
    found = find(text)
    assert len(EditList(r.edit for r in found)) == len(found)
    assert all(text[r.start : r.end] == r.original for r in found)


def test_a_blank_before_a_quotation_is_one_on_the_page_of_a_mirror_site_alone() -> None:
    text = "他緊盯 “三年任務”不放。"
    assert spacing.find(text) == []
    assert [(r.start, r.confidence) for r in spacing.find(text, copied=True)] == [(3, 0.97)]


@pytest.mark.parametrize("text", ["新片 《明天》上映了。", "「明天再說。」 他轉身走了。", "做 「放心的人」不容易。"])
def test_blanks_round_what_is_quoted_are_people_s_own(text: str) -> None:
    assert spacing.find(text) == []


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
