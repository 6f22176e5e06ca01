"""Lines and letters that a site's page has round and in its text: menus, rows of keywords, letters that say nothing.

Places only; whether they belong to the text is for its reader to say. Data: `resources/repair/site_notices.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache

from reviewer.language.words import UNKNOWN, frequency, segment
from reviewer.resource_files import resource
from reviewer.text.span import Span

_PARTS = re.compile(r"[ \t\u3000|｜>＞»›/／·•:：,，、_（）()\[\]【】「」-]+")
_BEGINS_WAY = re.compile(r"(?:[^：:\n]{2,7}[:：].*|回?首[页頁] ?)[>＞»›]")
"""A line that says where on the site its page is: 您現在的位置：首頁 > 新聞."""
_BEFORE = frozenset("\n \t\u3000|｜>＞»›/／·•【[（(")
_NEIGHBOURS = re.compile("上一[篇頁页].*下一[篇頁页]")
_LONGEST, _LEAST, _SHARE = 80, 2, 0.5
"""Characters of a menu, and how many of its items, and which share, must be those of menus."""
_SENTENCE = re.compile("[。！？；!?;]")
_APART = re.compile(r"[ \u3000|｜_/,，、;；]+")
_TERMS, _KNOWN, _ECHOED = 5, 0.8, 0.6
"""Terms of a row of keywords, the share that must be words, and the share that the text must speak of."""
_NEAR = 4_000
"""Characters on either side in which the terms are looked for."""
_TERM = range(2, 8)
_VOWELS = re.compile("[aeiouyv]")
_CLUSTER = re.compile("[bcdfghjklmnpqrstwxz]{5}|[jqvx][bcdfghjklmnpqrstwxz]|q[^ui]|[zk]x")
_UNSPOKEN = 4
"""Letters of a string that must say nothing when it stands alone on its page."""


@cache
def _data() -> dict[str, list[str]]:
    written: dict[str, list[str]] = json.loads(resource("repair", "site_notices.json").read_text(encoding="utf-8"))
    return written


@cache
def _menu() -> frozenset[str]:
    return frozenset(_data()["navigation"])


@cache
def _abbreviated() -> frozenset[str]:
    return frozenset(_data()["abbreviated"])


@cache
def _beginnings() -> re.Pattern[str]:
    """The first two characters of items of menus, looked for in a tenth of the time that the items take."""
    first, second = ("".join({re.escape(item[place]) for item in _menu()}) for place in (0, 1))
    return re.compile(f"[{first}][{second}]")


def menus(text: str) -> Iterator[Span]:
    """Lines that are a site's menu, with their line ends; two items of one are enough."""
    known = -1
    for match in _beginnings().finditer(text):
        at = match.start()
        if at > known and (text[at - 1 : at] in _BEFORE or at == 0):
            start, known = text.rfind("\n", 0, at) + 1, (text.find("\n", at) + 1 or len(text) + 1) - 1
            if known - start <= _LONGEST and _is_menu(text[start:known]):
                yield Span(start, min(len(text), known + 1))


def _is_menu(line: str) -> bool:
    items = [item for item in _PARTS.split(line) if item]
    of_menus = sum(item in _menu() for item in items)
    if _SENTENCE.search(line) or not of_menus:
        return False
    if items[0] in _menu() and (_BEGINS_WAY.match(line) or _NEIGHBOURS.search(line)):
        return True
    return of_menus >= _LEAST and of_menus >= (_SHARE if len(items) > _LEAST else 1) * len(items)


def is_row_of_keywords(line: str, text: str, at: int) -> bool:
    """Whether a line at a place of a text is terms of which nearly all are words, and is spoken of near by."""
    text = text[max(0, at - _NEAR) : at + _NEAR]
    head, colon, rest = line.partition("：" if "：" in line else ":")
    labelled = bool(colon) and head.strip() in _data()["rows"]
    if labelled and ("摘要" in text or "bstract" in text):
        return False
    terms = [term for term in _APART.split(rest if labelled else line) if term]
    if not labelled and (len(terms) < _TERMS or re.search("[，、,;；:：]", line)):
        return False
    return len(set(terms)) == len(terms) > 2 and _are_of_the_text(terms, text)


def _are_of_the_text(terms: Sequence[str], text: str) -> bool:
    known = sum(len(term) in _TERM and all(frequency(term[a:b]) > UNKNOWN for a, b in segment(term)) for term in terms)
    words = sum(len(term) in _TERM and frequency(term) > UNKNOWN for term in terms)
    echoed = sum(text.count(term) > 1 for term in terms)
    return known >= _KNOWN * len(terms) and 2 * words > len(terms) and echoed >= _ECHOED * len(terms)


def says_nothing(letters: str) -> bool:
    """Whether small letters are no word of any language that writes so, nor an abbreviation in use."""
    if letters in _abbreviated() or not letters.isalpha() or not letters.islower() or len(set(letters)) < 3:
        return False
    return not _VOWELS.search(letters) or bool(_CLUSTER.search(letters))


def stands_alone(letters: Sequence[str]) -> bool:
    """Whether these strings of a page are enough to be told of: two, or one of four letters."""
    return len(set(letters)) > 1 or any(len(string) >= _UNSPOKEN for string in letters)
