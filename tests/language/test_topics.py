"""What a page is about decides the form of characters that stand alone."""

import pytest

from reviewer.language.ambiguity import as_simplified, shown
from reviewer.language.topics import NONE, Signs, proved_by, suggested, topics
from reviewer.language.variants import fold
from reviewer.repair.detectors.script_conversion import CERTAIN, find

CONVERTED = "\n他們于昨日下午到達山前鎮，在鎮公所里聽取關于水庫的報告，之后又聯系了幾個干部。\n"


def repaired(clean: str) -> str:
    """The clean text as it comes back after a conversion by characters, on a page that shows that it was converted."""
    page = "".join(shown().get(c, c) for c in as_simplified(clean)) + CONVERTED
    characters = list(page)
    for repair in find(page):
        if repair.confidence >= CERTAIN:
            characters[repair.start] = repair.replacement
    return "".join(characters[: len(clean)])


@pytest.mark.parametrize(
    "page",
    [
        "他的手錶停了，懷錶也停了。\n那只老錶，他一直捨不得丟。\n錶會停，人也會老。",
        "麵粉加水揉成麵團，蓋上濕布。\n等麵醒好，再把麵擀開。\n麵要硬一點才香。",
        "這一帶的農家種的是老薑，薑片曬乾了賣給藥行。\n薑這東西挑土，挖薑的人手上都是泥。",
        "酒麴放進缸裡發酵，麴好酒才香。",
    ],
)
def test_a_form_proved_on_the_page_carries_to_the_character_alone(page):
    assert fold(repaired(page)) == fold(page)


@pytest.mark.parametrize(
    "page",
    [
        "請把表填好，表內數字四捨五入，表後附說明。",
        "木板的兩面都要刨光，這面刨完再刨那面。",
        "他的手錶停了。\n成績表貼在牆上，表內列出名次，報表明天交。",
        "麵粉加水揉成麵團。\n兩面煎到金黃，翻面再煎，桌面要擦乾淨，他當面道了謝。",
        "姜老太太種的老薑賣得好，姜先生幫她記帳。",
        "喝了酒，她唱了一曲，那首曲子很老。",
        "湯煮好了，他面色蒼白，面朝窗外。",
        "法院開庭那天，中文系的學生都去旁聽，系主任也來了。",
    ],
)
def test_other_forms_stay_on_such_a_page(page):
    assert fold(repaired(page)) == fold(page)


def test_nothing_leans_where_nothing_tells_of_a_topic():
    signs = Signs(suggested("今天的會議在三樓舉行。"))
    assert signs.characters() == []


def test_a_topic_reaches_only_so_far():
    near = min(topic.near for topic in topics()["面"])
    signs = Signs(suggested("鍋" + "。" * (near + 1_600)))
    assert signs.leaning("面", near, (0, 5_000)) != NONE
    assert signs.leaning("面", near + 1_550, (0, 5_000)) == NONE
    assert signs.leaning("面", near, (1, 5_000)) == NONE


def test_more_signs_lean_more():
    one, two = (Signs(suggested("手錶機芯"[:length].replace("錶", "表"))).leaning("表", 0, (0, 4)) for length in (2, 4))
    assert one[0] == two[0] == "錶" and one[1] < two[1]


def test_repairs_prove_the_forms_of_topics_only():
    assert proved_by(fold("錶"))
    assert not proved_by("係")


def test_lone_surrogates_are_no_words():
    assert list(suggested("面粉\ud800")) != []
