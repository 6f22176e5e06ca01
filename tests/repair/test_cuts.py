"""Where a text may have been cut: everywhere a site did, hardly anywhere in sound text."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest

from reviewer.repair.channel import Channel, damage
from reviewer.repair.cuts import cuts
from reviewer.repair.detectors import byte_shift

CASES = Path(__file__).parents[1] / "cases"
SPLIT = [c for c in json.loads((CASES / "byte_shift.json").read_text(encoding="utf-8"))["cases"] if c["split"]]
CLEAN = "".join(path.read_text(encoding="utf-8") for path in sorted((CASES / "clean").glob("*.txt")))


@pytest.mark.parametrize("case", SPLIT, ids=lambda case: case["name"])
def test_every_run_begins_at_a_cut(case: dict[str, str]) -> None:
    places = set(cuts(case["shown"]))
    for repair in byte_shift.find(case["shown"]).repairs:
        assert places & {repair.start, repair.start + 1}


def test_sound_text_has_few_places_worth_a_look() -> None:
    assert 0 < len(list(cuts(CLEAN))) < len(CLEAN) / 200


def test_a_long_text_is_searched_like_a_short_one() -> None:
    shown = damage("居民都說縣里好。可是“路還沒有修”。現在有人管了。", Channel({}, "！？，", ""))
    far = CLEAN + shown + CLEAN[:20_000]
    there = [at - len(CLEAN) for at in cuts(far) if len(CLEAN) <= at < len(CLEAN) + len(shown)]
    assert there == list(cuts(shown + CLEAN[:9]))[: len(there)]
    assert there


def test_characters_in_pairs_that_show_nothing_are_read_on() -> None:
    shown = damage("①動詞，餘下，如：剩～、多～。②副詞，表示僅僅。", Channel({}, "！", ""))
    assert shown.index("！") in set(cuts(shown))


@pytest.mark.parametrize("text", ["????年", "，？，？，？，？，？，？，？，？，？，？，？，？", "", "?", "！"])
def test_rows_of_marks_are_no_cuts(text: str) -> None:
    assert all(text[at] != "?" or len(text) == 1 for at in cuts(text))


@pytest.mark.parametrize("row", ["?", "!", "?h", "。“", "。」", "！？", "。”"])
def test_rows_of_the_same_are_passed_over_however_long(row: str) -> None:
    before = process_time()
    assert len(list(cuts(row * 50_000))) < 20
    assert process_time() - before < 5.0
