"""Text that sites put into other people's pages: watermarks, addresses, stray characters, title and keyword lists.

Whether a passage belongs to a text is for its reader to say, so nothing here is ever sure: every find is a proposal.
Each kind needs a sign that an author's own words do not give: a notice in the middle of a paragraph or again and
again, letters before one full stop after another, the page's title as a sentence of its own.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from reviewer.language.words import UNKNOWN, frequency
from reviewer.repair.damage import Kind, Repair
from reviewer.repair.progress import Progress, ignored, told_of
from reviewer.repair.site_lines import is_row_of_keywords, menus, says_nothing, stands_alone
from reviewer.resource_files import resource
from reviewer.text.message import Message

VERSION = 3
_DOMAIN = re.compile(r"\.(?:com|cn|net|org|cc|info|tw|hk)(?![A-Za-z])")
_ADDRESS_START = re.compile(r"(?:https?://)?[A-Za-z0-9.-]+$")
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|org|cc|info|tw|hk)(?:/[\w./-]*)?"
)
_LEADS_TO_ADDRESS = re.compile(
    r"(?:[网網]址|[网網]站|官[网網]|主[页頁]|地址|[访訪][问問]|登[录錄]|打[开開]|[见見]|[于於到至是为為在和与與及、：:（(])\s*$"
)
_SITE = re.compile(
    r"www\.|\.(?:com|cn|net)\b|公众号|公眾號|微信号|微信號|版权所有|版權所有|[转轉][载載]|[首][发發]于|QQ群"
    r"|(?:更多|免[费費]|最新|全文|手[机機]|[请請]到|尽在|盡在)[^。！？]{0,12}(?:[网網]|论坛|論壇|下[载載]|[阅閱][读讀])"
)
_SITE_FIRST, _SITE_SECOND = "w.公微版转轉首Q更免最全手请請尽盡", "w众眾信权權载載发發Q多费費新文机機到在cn"
"""What the first two characters of a match of the former may be."""
_OPENING = frozenset("（(【[")
_CODE = re.compile("[\"'`(){}=<>]")
_STRAY = re.compile(r"[a-z#@^*~|$&]{1,4}(?=[，。；、])")
_LAST_STRAY = re.compile("[a-z#@^*~|$&](?=[，。；、])")
_STRING = 10
_NO_WORD = re.compile("(?<=[\u3400-\u9fff”」』》）])([a-z]{3,8})$")
"""What may be put in before a mark; searched in no more than the end of a clause."""
_MARK = re.compile("[，。；]")
_MARK_AFTER = re.compile(r"[，。；](?<=[^\x00-\x7f].)")
_PARTED = re.compile(r"[ \u3000|_,，、;；]+")
_TERM = r"[^\W_]{2,12}"
_TERMS = re.compile(
    rf"\n((?:[\u3400-\u9fffA-Za-z]{{2,4}}[：:] ?)?(?:{_TERM}[ \u3000|_,，、;；]+){{3,}}{_TERM} *)(?=\n|$)"
)
_SAMPLE, _RARE, _USUAL = 10_000, -14.5, -13.0
_SEPARATED = 4
_LEAST_TITLE, _LINE = 6, 40
_REPEATED, _STREWN = 3, 3
_ALIKE = 5
"""Lines that come as often as a watermark, from which the text itself repeats."""
_LIKELY, _OPEN, _GUESS = 0.85, 0.7, 0.6


def find(text: str, progress: Progress = ignored) -> list[Repair]:
    """What a site may have put into `text`. Positions are code points of `text`."""
    tick = partial(progress, 1.0)
    signs = [match.start() for match in told_of(_signs().finditer(text), tick)]
    tick()
    found = [*_notices(text, signs), *_watermarks(text, signs)] if signs else []
    for kind in _KINDS:
        tick()
        found += kind(text)
    tick()
    kept: list[Repair] = []
    for repair in sorted(found, key=lambda repair: (repair.start, -repair.end)):
        if not kept or kept[-1].end <= repair.start:
            kept.append(repair)
    return kept


@cache
def _signs() -> re.Pattern[str]:
    """The first two characters of what sites put in, looked for in a tenth of the time the whole takes."""
    first, second = ("".join({words[place] for words in _beginnings()}) for place in (0, 1))
    return re.compile(f"[{first}{_SITE_FIRST}][{second}{_SITE_SECOND}]")


def _notices(text: str, signs: Sequence[int]) -> Iterator[Repair]:
    """Notices of sites inside paragraphs, or more than once."""
    found: list[re.Match[str]] = []
    for sign in signs:
        at = sign - (text[sign - 1 : sign] in _OPENING)
        if (match := _notice().match(text, at)) and (not found or found[-1].end() <= at):
            found.append(match)
    for match in found:
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        inside = before not in ("", "\n") and after not in ("", "\n") and not text.startswith("。\n", end)
        if inside or len(found) > 1:
            yield _repair(text, start, end, "notice", _LIKELY if len(found) > 1 else _OPEN)


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(json.loads(resource("repair", "site_notices.json").read_text(encoding="utf-8"))["begin"])


@cache
def _notice() -> re.Pattern[str]:
    ends = r"[）)】\]”」](?![^“「]{0,9}[”」])|(?=[。！？\n])|$"
    return re.compile(rf"[（(【\[]?(?:{'|'.join(_beginnings())})[^。！？\n]{{0,40}}?(?:{ends})")


def _addresses(text: str) -> Iterator[Repair]:
    """Addresses of sites in the middle of a clause that does not speak of them."""
    reach = 0
    for domain in _DOMAIN.finditer(text):
        first = _ADDRESS_START.search(text[max(reach, domain.start() - _LINE) : domain.start()])
        match = _ADDRESS.match(text, domain.start() - len(first[0]) if first else domain.start())
        if match and match.start() >= reach:
            start, reach = match.span()
            before, after = text[max(0, start - 8) : start], text[reach : reach + 1]
            joined = _is_chinese(before[-1:]) and _is_chinese(after)
            if joined and not _LEADS_TO_ADDRESS.search(before):
                yield _repair(text, start, reach, "address", _OPEN)


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _strewn(text: str) -> Iterator[Repair]:
    """Letters and signs before mark after mark, each another one. Single letters are names of things: 方案b。"""
    ends = [match.end() for match in _LAST_STRAY.finditer(text)]
    if len(ends) < _STREWN:
        return
    tried = (_STRAY.search(text, max(0, end - 4), end + 1) for end in ends)
    found = [match for match in tried if match and _is_chinese(text[match.start() - 1 : match.start()])]
    different = {match[0] for match in found if len(match[0]) > 1 or not match[0].isalpha()}
    if len(different) >= _STREWN and len(found) * 2 > len(re.findall("[a-z]+", text)):
        for match in found:
            yield _repair(text, *match.span(), "strewn", _LIKELY)


def _letters(text: str) -> Iterator[Repair]:
    """Letters behind Chinese and before a mark that are no word: 各鄉鎮加強巡查xkqz，確保安全."""
    ends = [match.end() for match in _LAST_STRAY.finditer(text) if match[0].isalpha()]
    tried = (_NO_WORD.search(text, max(0, end - _STRING), end) for end in ends)
    found = [match for match in tried if match and says_nothing(match[1])]
    if stands_alone([match[1] for match in found]):
        for match in found:
            yield _repair(text, *match.span(1), "letters", _GUESS)


def _menus(text: str) -> Iterator[Repair]:
    """Lines that are a site's menu."""
    return (_repair(text, menu.start, menu.end, "menu", _OPEN) for menu in menus(text))


def _strewn_characters(text: str) -> Iterator[Repair]:
    """Rare Chinese characters behind finished words, before mark after mark; looked for if the beginning has some."""
    sample = list(_rare_before_marks(text[:_SAMPLE]))
    if len({text[at] for at in sample}) > _STREWN and len(sample) * 20 > len(_MARK.findall(text[:_SAMPLE])):
        for at in _rare_before_marks(text):
            yield _repair(text, at, at + 1, "strewn", _OPEN)


def _rare_before_marks(text: str) -> Iterator[int]:
    for match in _MARK_AFTER.finditer(text):
        at = match.start() - 1
        word, character = text[max(0, at - 2) : at], text[at]
        if (
            _is_chinese(character)
            and frequency(character) < _RARE
            and frequency(word) > _USUAL
            and frequency(word[1:] + character) == UNKNOWN
        ):
            yield at


def _watermarks(text: str, signs: Sequence[int]) -> Iterator[Repair]:
    """Lines of a site that come again and again."""
    signed = Counter(_lines(text, signs))
    lines = {line: n for line, n in signed.items() if n > 1 and 3 < len(line) <= _LINE and _is_watermark(line, n)}
    if not lines:
        return
    often = Counter(Counter(filter(None, text.split("\n"))).values())
    for line, count in lines.items():
        if sum(n for times, n in often.items() if times >= count) <= _ALIKE:
            for match in re.finditer(rf"(?<![^\n]){re.escape(line)}(?:\n|$)", text):
                yield _repair(text, *match.span(), "watermark", _LIKELY, count=count)


def _lines(text: str, places: Iterable[int]) -> Iterator[str]:
    """The lines that these places (in order) are in, each once."""
    end = -1
    for at in places:
        if at > end:
            start, end = text.rfind("\n", 0, at) + 1, (text.find("\n", at) + 1 or len(text) + 1) - 1
            yield text[start:end]


def _is_watermark(line: str, repeated: int) -> bool:
    signed = _SITE.search(line) and not _CODE.search(line)
    return bool(signed) and (repeated >= _REPEATED or bool(_ADDRESS.search(line)))


def _keywords(text: str) -> Iterator[Repair]:
    """Lines beside paragraphs that are nothing but terms: several say the same word, or most are words of the text."""
    for match in _TERMS.finditer(text):
        start = match.start() + 1
        line, before = match[1].strip(), text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        after = text[match.end() + 1 : match.end() + 1 + 4 * _LINE].partition("\n")[0]
        if (_stands_in_prose(before, after) and _is_spam(line)) or (
            (_stands_in_prose(before) or _stands_in_prose(after)) and is_row_of_keywords(line, text, start)
        ):
            yield _repair(text, start, min(len(text), match.end() + 1), "keywords", _GUESS)


def _is_spam(line: str) -> bool:
    if len(_PARTED.findall(line)) < _SEPARATED:
        return False
    pairs = Counter(pair for term in _PARTED.split(line) for pair in {term[k : k + 2] for k in range(len(term) - 1)})
    word, count = pairs.most_common(1)[0]
    return count >= _REPEATED and frequency(word) > _USUAL


def _stands_in_prose(*lines: str) -> bool:
    return all(len(line) > _LINE and (line.rstrip()[-1:] in "。！？”" or len(line) >= 4 * _LINE) for line in lines)


def _titles(text: str) -> Iterator[Repair]:
    """The page's title, or much of it, as a sentence of its own in the middle of a paragraph."""
    title, _, body = text.lstrip().partition("\n")
    title = title.strip()
    if not _LEAST_TITLE < len(title) <= _LINE or title[-1] in "。！？":
        return
    for match in re.finditer(re.escape(title[:_LEAST_TITLE]), body):
        start = len(text) - len(body) + match.start()
        end = start + _common(text[start : start + len(title)], title)
        if (
            text[start - 1] in "。！？ "
            and (end == len(text) or text[end] in "。 ")
            and text[start - 1 : end + 1] != "\n"
        ):
            yield _repair(text, start, end + (text[end : end + 1] == "。"), "title", _OPEN)


def _common(passage: str, title: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(passage, title, strict=False)) if a != b), min(len(passage), len(title))
    )


def _repair(text: str, start: int, end: int, rule: str, confidence: float, **values: object) -> Repair:
    shown = text[start:end].strip()
    reason = Message.of(f"repair.injected-{rule}", shown=shown[:_LINE], **values)
    return Repair(start, end, text[start:end], "", Kind.INJECTED_TEXT, rule, VERSION, confidence, (reason,))


_KINDS = (_addresses, _strewn, _letters, _strewn_characters, _menus, _keywords, _titles)
