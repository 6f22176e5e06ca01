"""How far a form is believed where it is often wrong."""

import pytest

from reviewer.language.doubts import share_right


@pytest.mark.parametrize(
    ("before", "character", "after", "form"),
    [
        ("他来得", "里", "面有", "裡"),
        ("大家都", "准", "备好", "准"),
        ("墙上的", "钟", "停了", "鐘"),
        ("他", "后", "来", "後"),
    ],
)
def test_what_nothing_is_known_of_is_believed(before, character, after, form):
    assert share_right(before, character, after, form) == 1.0


def test_what_may_be_a_name_in_a_list_is_doubted():
    assert share_right("\n昆侖", "里", "\n", "裡") < 0.95


def test_a_common_noun_is_no_name():
    assert share_right("\n箱子", "里", "\n", "裡") == 1.0


def test_not_allowed_and_not_exact_are_told_by_neither_at_the_end():
    assert share_right("结果不", "准", "。", "准") < 0.95
    assert share_right("结果不", "准", "他去", "准") == 1.0
    assert share_right("结果不", "准", "。", "準") == 1.0
