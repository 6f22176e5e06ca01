"""Characters that nobody sees: zero-width ones, stray byte order marks, soft hyphens, marks of direction.

Web editors, word processors and sites that mark their copies leave them in. Where a script or an emoji needs one it
stays: joiners in Arabic, Indic scripts and emoji, break points in Thai, hyphenation in Latin words, directions beside
Arabic and Hebrew. Variation selectors after a Chinese character may be meant and are only proposed. Runs after the
byte shifts, for which characters that show nothing are evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import islice

from reviewer.language.words import goes_through_word
from reviewer.repair.code_pages import beyond_first_plane
from reviewer.repair.damage import Kind, Repair
from reviewer.text.message import Message

RULE = "invisible"
VERSION = 3
_ZERO_WIDTH = "\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f"
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0001\U000e0020-\U000e007f"
_SEPARATORS = "\u2028\u2029"
_ALL = _ZERO_WIDTH + _CONTROLS + _JOINERS + _DIRECTIONS + _SELECTORS + _TAGS + "\xad"
_FOUND = re.compile(f"[{_ALL}]+|[{_SEPARATORS}]")
_SIGNS = re.compile(f"[{_ZERO_WIDTH}{_CONTROLS}{_JOINERS}{_DIRECTIONS}\ufe00-\ufe0f\xad{_SEPARATORS}]")
_HIGH_SIGNS = re.compile("[\U000e0001-\U000e01ef]")
"""The same characters, within the first plane and beyond: one class for both is searched five times as slowly."""
_OVERRIDE = re.compile("[\u202d\u202e]")
_CHINESE = (("\u3400", "\u9fff"), ("\u3007", "\u3007"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_JOINING = re.compile("[\u0600-\u109f\u1780-\u18af\u0e00-\u0fff\ufb50-\ufefc\U00010a00-\U00011fff]")
"""Scripts that need joiners, or break points that are not seen."""
_EMOJI = re.compile("[#*0-9©®\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff\ufe0f\U000e0020-\U000e007f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SEVERAL = 3
_SENTENCE_END = "。！？…”’」』）》：；.!?)"
_CLOSING = "，。、；：！？”’」』）》"
"""Marks that no line begins with."""
_SURE, _LIKELY, _OPEN = 0.99, 0.9, 0.5


def find(text: str) -> list[Repair]:
    """The unseen characters of `text` that say nothing. Positions are code points of `text`."""
    if not (_SIGNS.search(text) or (beyond_first_plane(text) and _HIGH_SIGNS.search(text))):
        return []
    found = list(_FOUND.finditer(text))
    counts = Counter("".join(match[0] for match in found))
    wraps = _go_through_words(text, [match.start() for match in found if match[0] in _SEPARATORS])
    strewn = _are_strewn(text, [match.start() for match in found if "\ufe00" <= match[0][0] <= "\ufe02"])
    return [repair for match in found if (repair := _judged(text, match, counts, wraps, strewn))]


def _are_strewn(text: str, selectors: Sequence[int]) -> bool:
    """Whether several of the first three selectors follow characters that have no variation of theirs."""
    impossible = (at for at in selectors if _is_chinese(text[at - 1 : at]) and text[at - 1] not in _varied())
    return sum(1 for _ in islice(impossible, _SEVERAL)) == _SEVERAL


def _go_through_words(text: str, separators: Sequence[int]) -> bool:
    """Whether the separators stand where chance put them: about a third of them go through a word then."""
    cuts = [(text[max(0, at - 2) : at], text[at + 1 : at + 3]) for at in separators]
    through = sum(goes_through_word(before, after) for before, after in cuts)
    return through > 1 and through * 5 >= len(cuts)


def _judged(text: str, match: re.Match[str], counts: Counter[str], wraps: bool, strewn: bool) -> Repair | None:
    start, end = match.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if match[0] in _SEPARATORS:
        return _separator(text, start, before, after, wraps)
    stray = [_is_stray(text, start, c, before, after) for c in match[0]]
    confidence = _SURE if strewn and "\ufe00" <= match[0] <= "\ufe02" else min(stray)
    if not confidence:
        return None
    first = match[0][0]
    reason = Message.of("repair.invisible-stray", code=_code(first), name=_name(first), count=counts[first])
    return Repair(start, end, match[0], "", Kind.INVISIBLE, RULE, VERSION, confidence, (reason,))


def _is_stray(text: str, at: int, character: str, before: str, after: str) -> float:
    """How sure it is that the character is not meant; 0 if a script, an emoji or a word may need it."""
    for members, judge in _JUDGES:
        if members.match(character):
            return judge(text, at, before, after)
    return 0.0 if _JOINING.match(before) or _JOINING.match(after) else _SURE


def _is_chinese(character: str) -> bool:
    return any(first <= character <= last for first, last in _CHINESE)


def _soft_hyphen(text: str, at: int, before: str, after: str) -> float:
    """Beside characters of Latin-1 it is a byte of misread text; in Latin words it is where they may be parted."""
    byte = any("\x80" <= beside < "\u0100" for beside in (before, after))
    return 0.0 if byte or (_LATIN.match(before) and _LATIN.match(after)) else _SURE


def _separating(text: str, at: int, before: str, after: str) -> float:
    """Between letters and digits it parts fields of a record, or is a word processor's hyphen."""
    return _SURE if _is_chinese(before) or _is_chinese(after) else 0.0


def _joiner(text: str, at: int, before: str, after: str) -> float:
    needed = any(pattern.match(c) for pattern in (_JOINING, _EMOJI) for c in (before, after) if not c.isdigit())
    return 0.0 if needed else _SURE


def _direction(text: str, at: int, before: str, after: str) -> float:
    line = text[text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1]
    if _RIGHT_TO_LEFT.search(line):
        return 0.0
    return _LIKELY if _OVERRIDE.search(line) else _SURE


def _selector(text: str, at: int, before: str, after: str) -> float:
    if _EMOJI.match(before):
        return 0.0
    if text[at] <= "\ufe02":
        return _SURE if before.isascii() or (_is_chinese(before) and before not in _varied()) else _OPEN
    return _OPEN if text[at] > "\uffff" and not before.isascii() else _SURE


@cache
def _varied() -> frozenset[str]:
    """Characters with a compatibility form, which one of the first three variation selectors may stand for."""
    forms = (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
    return frozenset(unicodedata.normalize("NFKC", chr(code)) for code in forms)


def _tag(text: str, at: int, before: str, after: str) -> float:
    return 0.0 if _EMOJI.match(before) else _SURE


_JUDGES = (
    (re.compile("\xad"), _soft_hyphen),
    (re.compile("[\x1c-\x1f]"), _separating),
    (re.compile(f"[{_JOINERS}]"), _joiner),
    (re.compile(f"[{_DIRECTIONS}]"), _direction),
    (re.compile(f"[{_SELECTORS}]"), _selector),
    (re.compile(f"[{_TAGS}]"), _tag),
)


def _separator(text: str, at: int, before: str, after: str, wraps: bool) -> Repair:
    """A line or paragraph separator: a line end, or nothing where it cuts a sentence of Chinese."""
    closed = bool(after) and after in _CLOSING
    chinese = _is_chinese(before), _is_chinese(after)
    cuts = closed or all(chinese) or (wraps and any(chinese) and before not in _SENTENCE_END)
    reason = Message.of("repair.invisible-separator", code=_code(text[at]))
    ends = not before or before in _SENTENCE_END or before == "\n"
    replacement, others = ("", ("\n",)) if cuts else ("\n", ())
    sure = closed or ends or (cuts and (wraps or goes_through_word(text[max(0, at - 2) : at], text[at + 1 : at + 3])))
    confidence = _SURE if sure else _LIKELY
    return Repair(
        at, at + 1, text[at], replacement, Kind.INVISIBLE, "separator", VERSION, confidence, (reason,), others
    )


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _name(character: str) -> str:
    return unicodedata.name(character, "CONTROL CHARACTER")
