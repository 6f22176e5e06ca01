import pytest

from reviewer.language.ambiguity import ambiguous, as_simplified, forms_of, shown
from reviewer.language.conversion_evidence import against, in_favour, never_written
from reviewer.language.traditional_forms import judge, open_places
from reviewer.language.windows import framed
from reviewer.language.words import segment


def best(text: str, character: str) -> tuple[str, str]:
    """The likeliest form of the first `character` of a Simplified text, and the word that decided."""
    judgement = judge(text, text.index(character))
    return judgement.forms[0][0], text[judgement.start : judgement.end]


@pytest.mark.parametrize(
    ("text", "character", "form", "word"),
    [
        ("专项斗争", "斗", "鬥", "斗争"),
        ("北斗七星", "斗", "斗", "北斗"),
        ("皇后出巡", "后", "后", "皇后"),
        ("他来了以后", "后", "後", "以后"),
        ("复杂的问题", "复", "複", "复杂"),
        ("恢复通车", "复", "復", "恢复"),
        ("头发很长", "发", "髮", "头发"),
        ("批准文件", "准", "准", "批准"),
        ("标准很高", "准", "準", "标准"),
        ("台风来了", "台", "颱", "台风"),
    ],
)
def test_the_word_around_it_decides(text, character, form, word):
    assert best(text, character) == (form, word)


@pytest.mark.parametrize(
    ("text", "character", "form"),
    [
        ("走了三里路", "里", "里"),
        ("往深里走", "里", "裡"),
        ("养了八只羊", "只", "隻"),
        ("他只好走开", "只", "只"),
        ("五十余人", "余", "餘"),
        ("余先生说", "余", "余"),
        ("局长于海山说", "于", "于"),
        ("成立于去年", "于", "於"),
        ("全书十二卷", "卷", "卷"),
        ("喂，你好", "喂", "喂"),
    ],
)
def test_the_neighbourhood_decides_where_no_word_does(text, character, form):
    assert best(text, character)[0] == form


def test_probabilities_add_up():
    text = "他们关于后面的里程系在干面上只发复准台"
    for at, character in enumerate(text):
        if character in ambiguous():
            forms = judge(text, at).forms
            assert sum(chance for _, chance in forms) == pytest.approx(1)
            assert [chance for _, chance in forms] == sorted((chance for _, chance in forms), reverse=True)


def test_places_that_no_word_contests_are_not_open():
    page = "這個人的學校有三座橋。"
    assert list(open_places(page, framed(page))) == []
    page = "之后聯系皇后"
    assert [page[at] for at in open_places(page, framed(page))] == ["后", "系", "后"]


def test_folding_undoes_conversion_by_character():
    text = "这里的头发复杂，批准陕西的台风标准，关于干面条和表"
    assert as_simplified("".join(shown().get(c, c) for c in text)) == text
    assert segment(as_simplified("頭髮")) == [(0, 2)]


def test_what_stands_for_several_is_named():
    assert {"后", "里", "系", "干", "发", "复", "只"} <= ambiguous()
    assert forms_of()["干"] >= {"干", "幹", "乾"}
    assert not {"我", "们", "布", "群"} & ambiguous()


def test_evidence_speaks_for_and_against():
    assert {"後", "於", "裡", "鬥", "係"} <= never_written()
    assert against("於是之後") < against("於是") < 0 == against("他們說話")
    assert in_favour("關于此事，之后聯系。", 100) > in_favour("關于此事", 100) > 0
    assert in_favour("皇后走了三公里，在系統里", 100) < in_favour("以后到鎮里聯系", 100)
    assert in_favour("公里、北斗、中文系", 100) == 0


def test_a_word_listed_by_hand_is_known_whatever_its_variants():
    assert best("药材的炮制", "制") == ("製", "炮制")
