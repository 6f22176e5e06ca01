import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.dictionaries import convert
from reviewer.language.words import NEUTRAL, UNKNOWN, frequency, score, segment


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in segment(text)]


def shifted(text: str) -> str:
    """Each character made of the trail byte of one and the lead byte of the next; GB 2312 never falls back in step."""
    simplified = convert(text, "t2s").translate(dict.fromkeys(map(ord, "，。、")))
    return simplified.encode("gb2312")[1:-1].decode("gb18030")


SOUND = (
    "山前鎮的水庫去年加高了大壩，灌溉面積擴大了一倍。",
    "法院認為，雙方簽訂的合同合法有效，應當繼續履行。",
    "請將電池取出，並放置在陰涼乾燥的地方。",
    "比賽進行到下半場，主隊連進兩球，反敗為勝。",
    "清代以前，這座橋是南北往來的要道。",
    "老师让学生们把课文读三遍，然后回答问题。",
)


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_far_from_shifted_bytes(text):
    assert -6.5 < score(text) < -4
    assert score(shifted(text)) < score(text) - 4


@pytest.mark.parametrize("text", SOUND)
def test_both_scripts_score_alike(text):
    assert score(convert(text, "t2s")) == pytest.approx(score(text))


def test_words_are_found_in_either_script():
    assert words("縣公安局局長") == ["縣", "公安局", "局長"]
    assert words("他在山前镇3次") == ["他", "在", "山前", "镇", "3", "次"]


def test_frequent_words_weigh_more_and_unknown_ones_least():
    assert frequency("我們") > frequency("水庫") > frequency("反敗為勝") > UNKNOWN
    assert frequency("庫水") == UNKNOWN


def test_what_is_no_chinese_is_neutral_or_unknown():
    assert score("ABC, 123") == pytest.approx(NEUTRAL)
    assert score("\ue5e5\ufffd") == pytest.approx(UNKNOWN)
    assert score("") == 0.0
    assert segment("") == []


@given(st.text(alphabet="我們的水庫在山前鎮3，a𠮷\ud800", max_size=40))
def test_segments_cover_the_text_and_add_up_to_the_score(text):
    parts = segment(text)
    assert "".join(text[start:end] for start, end in parts) == text
    if text:
        total = sum(score(text[start:end]) * (end - start) for start, end in parts)
        assert total / len(text) == pytest.approx(score(text))
