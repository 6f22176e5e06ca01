import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.language.ambiguity import as_simplified, shown
from reviewer.language.variants import fold
from reviewer.language.wording import LOCALES, say
from reviewer.repair.damage import Kind, Repair
from reviewer.repair.detectors.script_conversion import CERTAIN, LEFT_OPEN, LIKELY, find

CASES = json.loads(Path(__file__).parent.parent.joinpath("cases", "script_conversion.json").read_text(encoding="utf-8"))
CONVERTED = "\n他們于昨日下午到達山前鎮，在鎮公所里聽取關于水庫的報告，之后又聯系了幾個干部。"


def accepted(text: str) -> str:
    return accepted_of(find(text), text)


def accepted_of(repairs: Sequence[Repair], text: str) -> str:
    characters = list(text)
    for repair in repairs:
        if repair.confidence >= CERTAIN or repair.confidence == LEFT_OPEN:
            characters[repair.start] = repair.replacement
    return "".join(characters)


def by_character(text: str) -> str:
    return "".join(shown().get(c, c) for c in as_simplified(text))


def in_converted_page(text: str) -> list[Repair]:
    return [repair for repair in find(text + CONVERTED) if repair.start < len(text)]


@pytest.mark.parametrize("case", CASES["positive"], ids=lambda case: f"{case['style']}-{case['repaired'][:6]}")
def test_what_conversion_left_wrong_is_put_right(case):
    assert fold(accepted(case["damaged"])) == fold(case["repaired"])


@pytest.mark.parametrize("case", CASES["negative"], ids=lambda case: f"{case['style']}-{case['text'][:6]}")
def test_nothing_is_proposed_for_clean_text(case):
    assert find(case["text"]) == []


@pytest.mark.parametrize("case", CASES["positive"], ids=lambda case: f"{case['style']}-{case['repaired'][:6]}")
def test_nothing_is_proposed_for_what_was_repaired(case):
    assert find(case["repaired"]) == []


def test_negatives_are_twice_as_many():
    assert len(CASES["negative"]) >= 2 * len(CASES["positive"])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("專項斗爭", "鬥爭"), ("示范村", "示範"), ("排名靠后", "靠後"), ("聯系方式", "聯繫"), ("關系網", "關係"),
        ("往深里走", "深裡"), ("關于此事", "關於"), ("陜西省", "陝西"), ("頭發很長", "頭髮"), ("復雜的問題", "複雜"),
        ("批準文件", "批准"), ("放在茶幾上", "茶几"), ("臺風登陸", "颱風"), ("五分鍾后", "分鐘"), ("心髒病", "心臟"),
        ("雜志社", "雜誌"), ("收獲很多", "收穫"), ("一只貓", "一隻"), ("三十余人", "餘人"), ("瀏覽松樹林", "松樹"),
    ],
)  # fmt: skip
def test_words_decide_in_a_converted_page(wrong, right):
    repaired = list(wrong)
    for repair in in_converted_page(wrong):
        repaired[repair.start] = repair.replacement
    assert right in "".join(repaired)


@pytest.mark.parametrize(
    "text",
    [
        "皇后與太后", "后羿射日", "公里與鄰里", "里程碑", "北斗與漏斗", "范仲淹", "星系與中文系", "單于", "山谷",
        "我姓于，名叫于海山。", "范先生說", "阿里山", "塔里木河", "里約熱內盧", "三十二里",
        "群眾公布名單", "羣眾公佈名單", "團伙", "台灣與臺灣", "周末", "著名的著作", "岩石", "占地十畝", "樹立標桿",
    ],
)  # fmt: skip
def test_words_hold_even_in_a_converted_page(text):
    assert in_converted_page(text) == []


def test_each_repair_explains_itself_and_is_calibrated():
    text = "掃除陋習專項斗爭開展以來，他們往深里走，在關系網里聯系干部，綜合排名靠后。"
    repairs = find(text)
    assert [text[repair.start] for repair in repairs] == list("斗里系里系干后")
    for repair in repairs:
        assert repair.kind is Kind.SCRIPT_CONVERSION
        assert (repair.original, repair.end) == (text[repair.start], repair.start + 1)
        assert LIKELY <= repair.confidence <= 1
        for locale in LOCALES:
            assert repair.replacement in say(repair.reasons[0], locale)
    assert "鬥爭" in say(repairs[0].reasons[0], "zh_TW")


def test_simplified_text_is_not_this_damage():
    assert find("山前镇的干部关系群众，只在后面的里弄里联系。\n这里的里程碑和头发都复杂。") == []


@pytest.mark.parametrize("text", ["制造", "谷物", "于是", "以后", "里面干干的"])
def test_words_without_a_script_are_left_alone(text):
    assert find(text) == []


def test_nothing_is_told_of_a_character_beside_a_lost_one():
    assert in_converted_page("楊\ufffd里的詩") == []
    assert in_converted_page("屋\ufffd子里的燈") != []


def test_a_mirror_site_has_converted_what_it_shows():
    text = "會議結束后，兩位代表又在走廊上談了很久。"
    assert max((repair.confidence for repair in find(text)), default=0.0) < CERTAIN
    assert accepted_of(find(text, True), text) == "會議結束後，兩位代表又在走廊上談了很久。"
    assert find("會議結束後，皇后與太后又談了很久。", True) == []


def test_a_simplified_paragraph_is_left_alone_in_a_traditional_page():
    page = "這里的關系很復雜，后來聯系了干部。\n这里的关系很复杂，后来联系了干部。"
    assert {repair.start < page.index("\n") for repair in find(page)} == {True}


def test_a_sound_paragraph_is_left_alone_in_a_converted_page():
    sound = "於是范姓男子之後與于姓友人於鄰里間聯繫，關係複雜，在公里數裡算了半天。"
    page = sound + CONVERTED
    assert all(repair.start > len(sound) for repair in find(page))
    assert any(repair.start > len(sound) for repair in find(page))


def test_the_shape_a_text_prefers_is_kept():
    page = "這裏和那裏都一樣，屋子裏沒有人。" + CONVERTED
    assert {repair.replacement for repair in find(page) if repair.original == "里"} == {"裏"}


@given(st.text(alphabet="后里于系只干面發復準臺幾這個們說，。\n一三王公皇斗爭頭a1“”·𠮷\ud800关", max_size=60))
@settings(max_examples=200, deadline=None)
def test_repairs_are_of_one_character_sorted_and_within_the_text(text):
    repairs = find(text)
    places = [repair.start for repair in repairs]
    assert places == sorted(set(places))
    for repair in repairs:
        assert text[repair.start : repair.end] == repair.original
        assert len(repair.original) == len(repair.replacement) == 1
        assert fold(repair.original) != fold(repair.replacement)


@given(st.sampled_from(CASES["positive"]), st.sampled_from(CASES["positive"]))
@settings(max_examples=30, deadline=None)
def test_repair_undoes_conversion(first, second):
    page = first["repaired"] + "\n" + second["repaired"]
    repaired = accepted(by_character(page))
    assert fold(repaired) == fold(page)
    assert not [repair for repair in find(repaired) if repair.confidence >= CERTAIN]


def corpus() -> Path:
    path = os.environ.get("REVIEWER_CORPUS")
    if not path:
        pytest.skip("REVIEWER_CORPUS is not set")
    return Path(path)


def test_the_seed_exactly():
    seed = corpus() / "seed"
    gold = seed.joinpath("repaired_taiwan.txt").read_text(encoding="utf-8")
    simplified = seed.joinpath("published_simplified.txt").read_text(encoding="utf-8")
    page = [
        shown().get(s, s) if fold(shown().get(s, s)) != fold(t) else t for s, t in zip(simplified, gold, strict=True)
    ]
    assert accepted("".join(page)) == gold
    assert find(gold) == []


def test_the_development_lines():
    lines = corpus() / "conversion"
    clean = lines.joinpath("traditional.txt").read_text(encoding="utf-8")
    simplified = lines.joinpath("simplified.txt").read_text(encoding="utf-8")
    damaged = "".join(shown().get(c, c) for c in simplified)
    pairs = zip(fold(accepted(damaged)), fold(clean), strict=True)
    wrong = sum(a != b for a, b in pairs if a.isalpha())
    changed = sum(repair.confidence >= CERTAIN for repair in find(clean))
    assert wrong <= 20
    assert changed <= 5


def test_cantonese_knows_one_form_of_a_word_on_a_page_that_tells_little():
    page = "壽星公系長壽嘅神仙，佢嘅樣好得意，但唔使擔心。"
    assert [(r.original, r.replacement) for r in find(page) if r.confidence >= CERTAIN] == [("系", "係")]


@pytest.mark.parametrize("page", ["佢喺中文系讀書，係我嘅同學，我哋成日一齊。", "他在中文系讀書，這是我的同學。"])
def test_a_page_that_writes_the_form_or_another_tongue_is_left(page):
    assert not find(page)
