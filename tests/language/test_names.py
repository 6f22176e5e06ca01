import pytest

from reviewer.language.contexts import spoken
from reviewer.language.names import names_around, surname_form
from reviewer.language.traditional_forms import judge


def best(text: str, character: str) -> tuple[str, float]:
    """The likeliest form of the first `character` of a Simplified text, with its probability."""
    return judge(text, text.index(character)).forms[0]


@pytest.mark.parametrize(
    ("text", "character", "form"),
    [
        ("二十岁的于海霞获胜", "于", "于"),
        ("，于洪文，", "于", "于"),
        ("主任钟立明说", "钟", "鍾"),
        ("歌手姜采青演唱", "姜", "姜"),
        ("参加者：余志强、", "余", "余"),
    ],
)
def test_a_name_is_kept(text, character, form):
    assert best(text, character)[0] == form


@pytest.mark.parametrize(
    ("text", "character", "form"),
    [
        ("救人于危难之中", "于", "於"),
        ("于今年三月完工", "于", "於"),
        ("有助于提高水平", "于", "於"),
        ("死于斯特拉斯堡", "于", "於"),
        ("墙上的钟不走了", "钟", "鐘"),
        ("有余力的人", "余", "餘"),
        ("两片姜和葱", "姜", "薑"),
    ],
)
def test_what_is_no_name_is_not_read_as_one(text, character, form):
    assert best(text, character)[0] == form


def test_only_characters_of_names_are_weighed():
    assert names_around("他写字", 1) == []
    assert surname_form("写") == ""
    assert surname_form("钟") == "鍾"


def test_marks_on_both_sides_speak_for_a_name():
    inside = {(start, end): value for start, end, _, value in names_around("有谷雨生等", 1)}
    listed = {(start, end): value for start, end, _, value in names_around("：谷雨生、", 1)}
    assert listed[(1, 4)] > inside[(1, 4)]


def test_a_neighbourhood_adds_odds_to_a_form():
    assert spoken("一律不", "准", "上网")["准"] > 0
    misses = spoken("瞄得不", "准", "，")
    assert misses["準"] > misses.get("准", 0.0)
