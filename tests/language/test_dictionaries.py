import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.language.dictionaries import configurations, convert, entries

SENTENCES = (
    "山前镇的干部在公里以外听后，云里雾里，一只表也没有了。头发发白的皇后，复杂的关系网。\n"
    "軟體的滑鼠與印表機，乾隆年間，著力於鬥爭。裏面、裡面；臺灣、台灣…“吃”飯 喫茶！",
    "里程表 里程碑-里长,不只是干净的面条.",
    "𠮷野家で123 abc 汇汇出口",
    "",
)


def reference(config: str):
    from opencc import OpenCC

    return OpenCC(config).convert


@pytest.mark.parametrize("config", configurations())
def test_same_as_the_library_on_sentences(config):
    theirs = reference(config)
    for sentence in SENTENCES:
        assert convert(sentence, config) == theirs(sentence)


def keys() -> list[str]:
    names = ("STPhrases", "TSPhrases", "TWPhrases", "TWVariantsRevPhrases", "HKVariantsRevPhrases")
    return [key for name in names for key, _ in entries(name)]


@pytest.mark.parametrize("config", ["s2twp", "tw2sp", "s2hk", "t2s"])
def test_same_as_the_library_where_phrases_overlap(config):
    theirs = reference(config)
    pieces = st.sampled_from(keys()) | st.sampled_from("里后干发面只系于，。 -a\n了複著")

    @given(st.lists(pieces, max_size=12).map("".join))
    @settings(max_examples=150, deadline=None)
    def check(text):
        assert convert(text, config) == theirs(text)

    check()


def test_an_unknown_configuration_is_named():
    with pytest.raises(ValueError, match="x2y"):
        convert("里", "x2y")
