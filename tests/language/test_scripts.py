import os
from pathlib import Path

import pytest

from reviewer.language.scripts import Script, is_simplified, reading_script, script_counts
from reviewer.language.variants import preferred_shapes, same_but_variant


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("著力推進，著眼長遠。", "着力推进，着眼长远。"),
        ("他看著作業發呆。", "他看着作业发呆。"),
        ("他的著作很著名，成績顯著，貢獻卓著。", "他的著作很著名，成绩显著，贡献卓著。"),
        ("土著民族", "土著民族"),
        ("所著《山水》一書", "所著《山水》一书"),
        ("其人博學，著有小說三種。", "其人博学，著有小说三种。"),
        ("書用不著書套", "书用不着书套"),
        ("什么都没有变，他著名。", "什么都没有变，他著名。"),
        ("乾隆年間，衣服乾了。", "乾隆年间，衣服干了。"),
    ],
)
def test_simplified_for_reading(text, simplified):
    assert reading_script(text, "simplified") == simplified


def test_paragraphs_already_traditional_keep_their_words():
    text = "范先生住在鄰里，皇后里程。\n这里没有台阶。\n"
    assert reading_script(text, "traditional") == "范先生住在鄰里，皇后里程。\n這裏沒有臺階。\n"
    assert reading_script("羣眾在床上", "taiwan") == "群眾在床上"
    assert reading_script("看著著作", "hongkong") == "看着著作"


@pytest.mark.parametrize(
    ("text", "taiwan", "hongkong"),
    [
        ("這裡的羣眾在牀上說話", "這裡的群眾在床上說話", "這裏的羣眾在牀上説話"),
        ("這裏的群衆在床上説話", "這裡的群眾在床上說話", "這裏的羣眾在牀上説話"),
        ("溫室裏的綫路產生了録音", "溫室裡的線路產生了錄音", "温室裏的線路產生了錄音"),
        ("人參加了菸稅的臺階與煙臺的鏈條", "人參加了菸稅的臺階與煙臺的鏈條", "人參加了煙税的台階與煙台的鏈條"),
    ],
)
def test_each_region_is_shown_its_shapes(text, taiwan, hongkong):
    assert reading_script(text, "taiwan") == taiwan
    assert reading_script(text, "hongkong") == hongkong
    assert reading_script(text, "traditional") == reading_script(text, "keep") == text


def test_shapes_of_a_region_are_variants_and_stay():
    for region in ("taiwan", "hongkong"):
        shapes = preferred_shapes(region)
        assert all(same_but_variant(chr(other), shape) for other, shape in shapes.items())
        assert not {chr(other) for other in shapes} & set(shapes.values())
    with pytest.raises(KeyError):
        preferred_shapes("elsewhere")


def test_keep_changes_nothing():
    assert reading_script("后面，著力，羣", "keep") == "后面，著力，羣"


def test_an_unknown_script_is_refused():
    with pytest.raises(ValueError, match="klingon"):
        reading_script("里", "klingon")


def test_every_script_has_a_way():
    for script in Script:
        assert reading_script("", script) == ""


def test_counts_tell_the_scripts_apart():
    assert script_counts("这里有一座桥") == (2, 0)
    assert script_counts("這裡有一座橋") == (0, 3)
    assert is_simplified("这个里程")
    assert not is_simplified("里程中文")


def test_the_published_simplified_text_of_the_seed():
    corpus = os.environ.get("REVIEWER_CORPUS")
    if not corpus:
        pytest.skip("REVIEWER_CORPUS is not set")
    seed = Path(corpus, "seed")
    text = seed.joinpath("repaired_taiwan.txt").read_text(encoding="utf-8")
    assert reading_script(text, "simplified") == seed.joinpath("published_simplified.txt").read_text(encoding="utf-8")
