"""Blanks that do not belong: 緊盯 “三年任務.

Chinese quotes and marks carry their own space; but who sets a blank beside most of them does so on purpose. A blank
between two characters is left alone unless it breaks a word: names, by-lines and verse are set with blanks too.
"""

from __future__ import annotations

import re
from collections import defaultdict

from reviewer.language.words import UNKNOWN, frequency
from reviewer.repair.damage import Kind, Repair
from reviewer.text.message import Message

RULE = "blank"
VERSION = 2
HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_AT_A_MARK = re.compile(
    rf"[ \xa0](?:(?<=[{HAN}].)[ \xa0]*(?=[“‘《「『，。、；：！？”’》」』）])"
    rf"|(?<=[“‘《「『（].)[ \xa0]*(?=[{HAN}0-9])"
    rf"|(?<=[”’》」』].)[ \xa0]*(?=[{HAN}]))"
)
"""What stands before the blank is looked at once there is a blank: few characters are."""
_SIDES = {
    "outside": re.compile(rf"(?<=[{HAN}])[ \xa0]*[“‘《「『]|[”’》」』][ \xa0]*(?=[{HAN}])"),
    "inside": re.compile(rf"[“‘《「『（][ \xa0]*(?=[{HAN}0-9])|(?<=[{HAN}])[ \xa0]*[”’》」』）]"),
    "at a stop": re.compile(rf"(?<=[{HAN}])[ \xa0]*[，。、；：！？]"),
}
"""Where a blank may stand beside a mark."""
_OPENING = "“‘《「『"
PAGE = 8192
"""Code points by which it is counted how a text is set."""
SEVERAL, SHARE = 2, 0.1
"""So many blanks of one kind on a page, in such a share of the places for them, are a way of setting it."""
_SPLIT_WORD = re.compile(rf"[ \xa0](?<=[{HAN}].)(?=[{HAN}])")
_DOUBTFUL = 0.8
"""What a blank counts as on a page that nothing else is wrong with: people set them for many reasons."""
_NEAR = 8
_COMMON_WORD = -13.0


def find(text: str, copied: bool = False) -> list[Repair]:
    """The stray blanks of `text`, of which some are sure on a page `copied` by a mirror site. Code points of `text`."""
    at_marks = (
        _repair(text, *match.span(), "repair.blank-at-mark", confidence)
        for match in _slips(text)
        if (confidence := _at_mark(text, match, copied))
    )
    in_words = (
        _repair(text, *m.span(), "repair.blank-in-word", 0.96 if copied else _DOUBTFUL, word=word)
        for m in _SPLIT_WORD.finditer(text)
        if (word := _broken_word(text, m.start()))
    )
    return sorted([*at_marks, *in_words], key=lambda repair: repair.start)


def _at_mark(text: str, match: re.Match[str], copied: bool) -> float:
    """What a blank beside a mark counts as; 0.0 for what people set: before titles, and behind what is quoted."""
    if _side(text, match) != "outside":
        return _DOUBTFUL
    if not copied:
        return 0.0
    return 0.97 if text[match.end()] in _OPENING else _DOUBTFUL


def _slips(text: str) -> list[re.Match[str]]:
    """The blanks beside marks that are not the way their page is set."""
    pages: dict[tuple[int, str], list[re.Match[str]]] = defaultdict(list)
    for match in _AT_A_MARK.finditer(text):
        if "  " not in match[0]:
            # Several blanks in a row are room in a form, to be filled in.
            pages[match.start() // PAGE, _side(text, match)].append(match)
    slips = [m for (page, side), found in pages.items() if not _is_style(text, page, side, len(found)) for m in found]
    return sorted(slips, key=lambda match: match.start())


def _side(text: str, match: re.Match[str]) -> str:
    """On which side of a mark the blank stands."""
    before, after = text[match.start() - 1], text[match.end()]
    if after in "，。、；：！？":
        return "at a stop"
    return "outside" if before in "”’》」』" or after in _OPENING else "inside"


def _is_style(text: str, page: int, side: str, count: int) -> bool:
    """Whether a page with so many blanks on that side of marks is set so."""
    places = sum(1 for _ in _SIDES[side].finditer(text, page * PAGE, (page + 1) * PAGE))
    return count >= SEVERAL and count >= SHARE * places


def _broken_word(text: str, at: int) -> str:
    """The common word that a lone blank in running text breaks; empty if there is none."""
    left, right = text[max(0, at - _NEAR) : at], text[at + 1 : at + 1 + _NEAR]
    if not re.fullmatch(rf"[{HAN}，,、“”]{{{_NEAR}}}", left) or not re.fullmatch(
        rf"[{HAN}，,、。“”]{{{_NEAR}}}", right
    ):
        return ""
    words = (left[-i:] + right[:j] for i, j in ((1, 1), (2, 1), (1, 2), (2, 2)))
    return next((w for w in words if UNKNOWN < _COMMON_WORD < frequency(w) and not _stand_alone(w, left, right)), "")


def _stand_alone(word: str, left: str, right: str) -> bool:
    """Whether the parts are words of their own beside the blank, as in a list of keywords."""
    return frequency(left[-2:]) > frequency(word) or frequency(right[:2]) > frequency(word)


def _repair(text: str, start: int, end: int, code: str, confidence: float, **values: str) -> Repair:
    beside = text[start - 1], text[end]
    reason = Message.of(code, **(values or {"before": beside[0], "after": beside[1]}))
    return Repair(start, end, text[start:end], "", Kind.SPACING, RULE, VERSION, confidence, (reason,))
