"""What a page repeats speaks for a character that would stand there once more."""

from __future__ import annotations

from reviewer.repair.echoes import BLOCK, echo

ENTRIES = "①用力：～門、～鼓。②買：～油、～酒。③從：～明天起。④捉：～魚。"


def test_a_mark_the_page_repeats_is_likelier_than_language_has_it() -> None:
    assert echo(ENTRIES, 0, "。⑤舀：", "～", "水") > echo("他到村里去了。" * 5, 0, "。⑤舀：", "～", "水")


def test_what_the_page_does_not_hold_gains_nothing() -> None:
    assert echo(ENTRIES, 0, "村里", "橋", "頭") == 0.0


def test_a_name_of_the_page_speaks_for_its_last_character() -> None:
    page = "林硯秋走進門。林硯秋坐下。大家都看着林硯秋。"
    assert echo(page, 0, "林硯", "秋", "說") > echo(page, 0, "林硯", "春", "說") == 0.0


def test_flattened_marks_count_as_the_wide_ones() -> None:
    page = "好了!走了!來了!他,我,你,都好!"
    assert echo(page, 0, "去了", "！", "他") > 0.0


def test_pages_far_away_say_nothing() -> None:
    page = "林硯秋走了。" + "村里沒有人。" * BLOCK
    assert echo(page, len(page) - 1, "林硯", "秋", "走") == 0.0
