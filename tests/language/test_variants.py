import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.variants import fold, same_but_variant

ALIKE = [
    "臺台",
    "群羣",
    "著着",
    "裡裏",
    "布佈",
    "夥伙",
    "床牀",
    "峰峯",
    "為爲",
    "眾衆",
    "綫線",
    "啟啓",
    "秘祕",
    "產産",
    "周週",
    "岩巖",
    "占佔",
    "炮砲",
    "杆桿",
    "鑒鑑",
    "溫温",
    "吃喫",
    "鏟剷",
]
DIFFERENT = [
    "后後",
    "里裡",
    "里裏",
    "斗鬥",
    "范範",
    "系係",
    "系繫",
    "係繫",
    "于於",
    "干幹",
    "乾幹",
    "面麵",
    "制製",
    "復複",
    "復覆",
    "發髮",
    "只隻",
    "征徵",
    "准準",
    "松鬆",
    "云雲",
    "余餘",
    "谷穀",
    "表錶",
    "鐘鍾",
    "歷曆",
    "匯彙",
    "游遊",
    "郁鬱",
    "檯臺",
    "采採",
    "卷捲",
    "丑醜",
    "幾几",
    "舍捨",
    "折摺",
    "志誌",
    "注註",
    "愈癒",
    "尸屍",
    "姜薑",
    "胡鬍",
    "沖衝",
    "致緻",
    "獲穫",
]


@pytest.mark.parametrize("pair", ALIKE)
def test_pairs_that_are_never_errors(pair):
    assert same_but_variant(pair[0], pair[1])
    assert fold(pair[0]) == fold(pair[1])


@pytest.mark.parametrize("pair", DIFFERENT)
def test_pairs_that_differ_in_meaning(pair):
    assert not same_but_variant(pair[0], pair[1])


@given(st.text(max_size=30))
def test_folding_keeps_positions_and_is_stable(text):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_lengths_matter():
    assert not same_but_variant("台", "臺灣")
