"""Noun phrases beside a figure, by the classes of their words; nothing where an unknown word leaves their edge open.

The words are `words.json`; its classes are letters here: n nouns, g nominal verbs, m modifiers, v verbs, o others.
"""

from __future__ import annotations

from functools import cache

from reviewer.figures.vocabulary import context, loaded

_LETTERS = {"nouns": "n", "nominal": "g", "modifiers": "m", "verbs": "v", "others": "o"}
_ENDS_BEFORE = frozenset("是有为达收花跑买卖打送发做到被把将与和及或并的了在从向对给让按每各其该本这那仅共约")
"""Single words before which no noun phrase goes on."""

_SUFFIXES = frozenset("者员户村县市区镇乡队组室站所点线器机车船房屋楼厂店馆院校类型款种品奖案人鱼鸟树花草")
"""Single characters that may end a name of which the rest is known."""
_EVERYWHERE = frozenset(
    [
        "时期",
        "期间",
        "阶段",
        "以来",
        "位数",
        "全球",
        "世界",
        "西部",
        "中部",
        "东部",
        "同期",
        "水平",
        "全场",
        "全程",
        "全国",
        "全省",
        "全市",
        "全县",
        "全区",
        "全校",
        "全部",
        "时间",
        "方面",
    ]
)
_ENDS_AFTER = frozenset("以由对向从把将被让给在是则也均都因")
"""Single words after which a thing counted surely stands no longer."""
_MAKES_MODIFIER = frozenset("级型类式性化制岁届期代层阶品")
"""What ends a modifier of which the rest is unknown: 普惠性学前教育学位, 5A级旅游景区."""
_DOES = frozenset(
    "打持用吃喝看听说问开关拉推拿提抬抱背穿戴坐站走跑跳飞游挖挤排搬运送收发买卖卷偷抢杀砍刺咬骗赌驾乘骑住租借还赚赔挣花付交换修建造盖砸烧炸淹冲撞压翻倒落跌死伤亡病逃追抓捕押判罚救治医养教学写画唱演拍读答报投参加入出进回到去来过获得失丢掉有无是为成变改调升降增减超达不没未被将把让给使令叫请派"
)
"""Single words of doing: an unknown piece with one of them may be what was done (男子持刀)."""
_PREFIXES = frozenset(
    "高低新老大小中多重轻旧好优良强弱全总副正非超准半双单首主次前后上下内外东西南北左右零一二三四五六七八九十百千万亿两几第托"
)
"""Single words that may begin the name which a known word ends: 高|品质住宅, 五|星级饭店."""
_DOES_OR_ENDS = (_DOES - _MAKES_MODIFIER) | _ENDS_AFTER
_NO_FIRST_OF_NAME = _DOES_OR_ENDS | frozenset("零一二三四五六七八九十百千万亿两几第等该本各每此其创设立引促推助含占现")
_LONGEST_COMPOUND = 8
_CLAUSE = 24
_DIFFERS = ("落后", "领先", "高出", "超出", "相差", "多出", "低于", "高于")
"""What follows these is what a difference is from, not what is counted (落后榜首4分)."""


@cache
def _classes() -> dict[str, str]:
    found = loaded("words")
    return {word: letter for name, letter in _LETTERS.items() for word in found[name].split()}


def _ending(folded: str, start: int, end: int) -> tuple[int, str]:
    """The longest word that ends at `end`: its length and class; (0, "") where none does."""
    classes = _classes()
    for length in (4, 3, 2):
        found = classes.get(folded[end - length : end]) if end - length >= start else None
        if found is not None:
            return length, found
    return 0, ""


def _beginning(folded: str, start: int, end: int) -> tuple[int, str]:
    """The longest word that begins at `start`: its length and class; (0, "") where none does."""
    classes = _classes()
    for length in (4, 3, 2):
        found = classes.get(folded[start : start + length]) if start + length <= end else None
        if found is not None:
            return length, found
    return 0, ""


def noun_before(folded: str, start: int, end: int, partly: bool = False) -> int | None:
    """Where the noun phrase begins that ends at `end`; no further left than `start`. None where that is unsure.

    `partly` takes the words at its end that are known, though an unknown one precedes them.
    """
    words = _nouns_before(folded, start, end, partly)
    while len(words) > 1 and words[-1][1] == "g" and words[-1][0] == start:
        words.pop()
        start = words[-1][0]
    if words and folded[words[-1][0] - 1 : words[-1][0]] in ("本", "该") and folded[words[-1][0] - 2] != "日":
        words.append((words[-1][0] - 1, "m"))
    if not words or folded[words[-1][0] : end] in _EVERYWHERE:
        return None
    # One nominal verb alone is as likely what was done (供电9,640户) as what was counted.
    return words[-1][0] if len(words) > 1 or words[0][1] == "n" else None


def _nouns_before(folded: str, start: int, end: int, partly: bool) -> list[tuple[int, str]]:
    """The words of the noun phrase that ends at `end`, each with its place and class, the last first."""
    at = end
    words: list[tuple[int, str]] = []
    while at > start:
        length, found = _ending(folded, start, at)
        if folded[at - length : at] in _DIFFERS:
            return []
        if not length and folded[at - 1] not in _ENDS_BEFORE:
            if partly and at - 1 == start and words and folded[start] not in _NO_FIRST_OF_NAME:
                return [*words, (start, "n")]
            return words if partly and _is_name_alone(folded, words) else []
        if not length or found in "vo" or (not words and found == "m"):
            break
        words.append((at - length, found))
        at -= length
    return words


def _is_name_alone(folded: str, words: list[tuple[int, str]]) -> bool:
    """Whether the words found so far name a thing though an unknown one stands before them: 山西|精品, 达瓦|粮库."""
    if not words or not words[0][1] == words[-1][1] == "n" or folded[words[-1][0] - 1] in _PREFIXES:
        return False
    return is_edge(folded, words[-1][0])


def _compound_end(folded: str, start: int, end: int) -> int | None:
    """Where the thing counted ends whose name begins with a verb or an unknown word (违法犯罪人员, 涉恶案件)."""
    for at in range(start + 1, min(end, start + _LONGEST_COMPOUND)):
        head = context("counted_heads").after(folded, at)
        if head is not None:
            return at + len(head) if at + len(head) <= end else None
        if _beginning(folded, at, end)[1] == "o":
            return None
    return None


def is_edge(folded: str, at: int) -> bool:
    """Whether a word ends at `at`, read from the beginning of its clause (配发|现金, not 配|发现|金)."""
    place = at
    while place and at - place < _CLAUSE and folded[place - 1].isalpha():
        place -= 1
    if place and folded[place - 1] in "0123456789":
        return place < at
    while place < at:
        place += _beginning(folded, place, at + _LONGEST_COMPOUND)[0] or 1
    return place == at


def may_be_name(folded: str, start: int, end: int) -> bool:
    """Whether no word of a passage is a verb or a function word; unknown words may be names."""
    at = start
    while at < end:
        length, found = _beginning(folded, at, end)
        if found and found in "vo":
            return False
        at += length or 1
    last, found = _ending(folded, start, end)
    return not (last == end - start and found == "g")


def verb_phrase(folded: str, start: int, end: int) -> bool:
    """Whether a passage is nothing but one or two verbs of two characters or more."""
    length, found = _beginning(folded, start, end)
    if found not in ("v", "g") or not length:
        return False
    return start + length == end or (_beginning(folded, start + length, end) == (end - start - length, "v"))


def _acts(folded: str, start: int, end: int) -> bool:
    """Whether a noun names those who do what follows it: 15名工人清理道路."""
    return folded[start:end] in context("people").words


def noun_after(folded: str, start: int, end: int) -> int | None:
    """Where the noun phrase that begins at `start` ends; None where a word of it is unknown or a verb begins it."""
    at = start
    words: list[tuple[int, str]] = []
    while at < end:
        length, found = _beginning(folded, at, end)
        word = folded[at : at + length]
        if not length and words and folded[at] in _SUFFIXES and at + 1 == end:
            length, found = 1, "n"
        if (
            folded[at] == "一"
            or (not length and words and folded[at] in _ENDS_AFTER)
            or found == "o"
            or (
                found == "v"
                and words
                and (word not in context("nominal_verbs").words or _acts(folded, words[-1][0], at))
            )
        ):
            end = at
            break
        if not length or (found == "v" and not words):
            return _compound_end(folded, start, end)
        words.append((at, "g" if found == "v" else found))
        at += length
    return _thing_end(folded, words, end)


def begins_with_verb(folded: str, start: int, end: int) -> bool:
    """Whether the first word of a passage is one of doing, and no part of a name."""
    return _beginning(folded, start, end)[1] == "v"


def closed_noun(folded: str, start: int, end: int) -> bool:
    """Whether a passage between marks is nothing but a name: unknown words in it, but a noun at its end, no verb."""
    at, known, unknown, last = start, 0, "", ""
    while at < end:
        length, found = _beginning(folded, at, end)
        does = found in ("v", "o") and folded[at : at + length] not in context("nominal_verbs").words
        if does or (not length and folded[at] in _DOES_OR_ENDS):
            return False
        unknown += "" if length else folded[at]
        known, last, at = known + length, found or last, at + (length or 1)
    ends, found = _ending(folded, start, end)
    known_first = _beginning(folded, start, end)[0] > 0 or not _beginning(folded, start + 1, end)[0]
    opens = known_first or folded[start] in _PREFIXES
    names = ends > 1 and found == last == "n" and known >= len(unknown)
    return opens and names and folded[start:end] not in _EVERYWHERE


def _thing_end(folded: str, words: list[tuple[int, str]], end: int) -> int | None:
    """Where the words name a thing: without what is done with it at their end (企业立案)."""
    while len(words) > 1 and words[-1][1] == "g" and folded[words[-1][0] : end] in context("phrase_verbs").words:
        if folded[words[-1][0] : end] in context("nominal_verbs").words:
            break
        end = words.pop()[0]
    while len(words) > 1 and words[-1][1] == "m":
        end = words.pop()[0]
    if not any(letter == "n" for _, letter in words) or words[-1][1] == "m" or folded[words[0][0] : end] in _EVERYWHERE:
        return None
    return end
