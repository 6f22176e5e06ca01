"""Characters in forms that only fonts and old encodings need: radicals, vertical marks, full-width digits.

PDF files name the glyph 文 by the Kangxi radical ⽂, 青 by the radical ⻘; ligatures, vertical brackets and half-width
marks come the same way. Radicals stay in texts about radicals. Full-width digits and letters are a way of setting in
its own right: where a page uses them throughout they are at most proposed, single ones never.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from reviewer.language.scripts import script_counts
from reviewer.repair.code_pages import beyond_first_plane
from reviewer.repair.damage import LOST, Kind, Repair
from reviewer.resource_files import resource
from reviewer.text.message import Message

VERSION = 2
_FORM = (
    "\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff"
    "\ufb00-\ufb06\ufe10-\ufe19\ufe35-\ufe44\ufe47\ufe48\uff61-\uff64"
)
_FORMS = re.compile(f"[{_FORM}]+")
_HIGH_FORMS = re.compile("[\U0002f800-\U0002fa1f]+")
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_ABOUT_RADICALS = re.compile(r"部首|偏旁|康熙|字根|[Uu]nicode|U\+2[EF]|radical", re.I)
_BESIDE = re.compile(r"[\s、，,;；/|“”‘’「」『』《》()（）【】]|$")
_NUMBERED = re.compile("、[^\\x00-\\x7f\u2e80-\u2fd5]")
"""What follows the number of a heading."""
_HALF_WIDTH_KANA = re.compile("[\uff66-\uff9f]")
_BRACKETS = "︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈︗︘"
"""Vertical brackets, each beside its partner."""
_WIDE = "０-９Ａ-Ｚａ-ｚ"
_WIDE_RUN = re.compile(rf"[0-9A-Za-z{_WIDE}]+(?:[．，／＠：－＿][0-9A-Za-z{_WIDE}]+)*")
_BEFORE = re.compile(r"[0-9A-Za-z]*\Z")
_LONGEST = 40
_WIDE_SIGN = re.compile(f"[{_WIDE}]")
_SMALL_WORD = re.compile("[ａ-ｚ]{3}")
_HALF_BEFORE = re.compile("[.:$]")
_HALF_AFTER = re.compile("[%°]|[.:,][０-９]")
_NARROW = re.compile("[0-9A-Za-z]+")
_ADDRESS = re.compile(r"[ｗＷ]{3}．|[Ａ-Ｚａ-ｚ０-９]＠[Ａ-Ｚａ-ｚ０-９]|[ｈＨ][ｔＴ]{2}[ｐＰ]")
_GROUPED = re.compile("，(?![０-９0-9]{3}(?![０-９0-9]))")
_THOUSANDS = re.compile("(?<![0-9，])[0-9]{1,3}(?:，[0-9]{3})+(?![0-9])")
"""A number in groups of three, whose commas are narrow with it: 4，565 would be two."""
_TO_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = re.compile(f"[{_FORM}{_WIDE}]")
_ROW = 3
"""Radicals that may make a word."""
_TO_NARROW_IN_CHINESE = {code: to for code, to in _TO_NARROW.items() if chr(code) not in "，："}
"""Outside of addresses a colon or comma between digits may well be the Chinese one that it is."""
_SURE, _LIKELY, _OPEN = 0.99, 0.97, 0.6
_FEW = 1 / 3
"""Share of full-width digits and letters up to which they are strays and not the page's way."""
_ALIKE = 1 / 10
"""Share of the full-width runs from which signs that nobody set them make all of them damage."""


def find(text: str) -> list[Repair]:
    """The forms in `text` that stand for other characters. Positions are code points of `text`."""
    beyond = beyond_first_plane(text)
    if not (beyond or _SIGNS.search(text)):
        return []
    return sorted([*_forms(text, beyond), *_wide(text)], key=lambda repair: repair.start)


def _forms(text: str, beyond: bool) -> list[Repair]:
    matches = [*_FORMS.finditer(text), *(_HIGH_FORMS.finditer(text) if beyond else ())]
    table = _in_script_of(text) if matches else {}
    spelt = _spells_words(text, matches)
    return [repair for match in matches if (repair := _form(text, match, table, spelt))]


def _spells_words(text: str, matches: Sequence[re.Match[str]]) -> bool:
    """Whether most radicals of the page are parts of words, so that it shows none for its own sake."""
    radicals = [match for match in matches if _RADICAL.match(match[0])]
    in_words = sum(
        _is_chinese(text[m.start() - 1 : m.start()]) or _is_chinese(text[m.end() : m.end() + 1]) for m in radicals
    )
    return 2 * in_words > len(radicals)


@cache
def _listed() -> dict[str, dict[str, str]]:
    listed: dict[str, dict[str, str]] = json.loads(resource("repair", "forms.json").read_text(encoding="utf-8"))
    return listed


def _in_script_of(text: str) -> dict[str, str]:
    """The radicals and marks with their characters, Simplified ones in a Simplified text."""
    simplified, traditional = script_counts(text[:20_000])
    listed = _listed()
    return listed["radicals"] | listed["marks"] | (listed["simplified"] if simplified > traditional else {})


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character == "〇" or "\U00020000" <= character <= "\U0002ebef"


@cache
def _kaomoji() -> re.Pattern[str]:
    return re.compile("[︵︶︿﹀][^\u3400-\u9fff]{0,3}[︵︶︿﹀]")


def _form(text: str, match: re.Match[str], table: dict[str, str], spelt: bool) -> Repair | None:
    start, end = match.span()
    usual = "".join(table.get(c) or unicodedata.normalize("NFKC", c) for c in match[0])
    if (
        usual == match[0]
        or LOST in (text[start - 1 : start], text[end : end + 1])
        or _is_meant(text, start, end, spelt)
    ):
        return None
    reason = Message.of(
        "repair.compatibility-form",
        form=match[0],
        code=f"U+{ord(match[0][0]):04X}",
        usual=usual,
        count=text.count(match[0]),
    )
    return Repair(
        start, end, match[0], usual, Kind.COMPATIBILITY_FORM, "form", VERSION, _confidence(match[0]), (reason,)
    )


def _confidence(forms: str) -> float:
    return _SURE if _RADICAL.match(forms) else _LIKELY


def _is_meant(text: str, start: int, end: int, spelt: bool) -> bool:
    line = text[text.rfind("\n", max(0, start - 200), start) + 1 : end + 100].partition("\n")[0]
    if _RADICAL.match(text[start]):
        return bool(_ABOUT_RADICALS.search(line)) or (not spelt and (_is_named(text, start, end) or _is_list(line)))
    if text[start] >= "\uff61":
        return bool(_HALF_WIDTH_KANA.search(line))
    return (
        bool(_kaomoji().search(line))
        or not (any(map(_is_chinese, line)) or text[start] < "\ufb10")
        or _is_alone(text, start)
    )


def _is_alone(text: str, start: int) -> bool:
    """Whether a vertical bracket has no partner: then it is no bracket, but debris or an ornament."""
    at = _BRACKETS.find(text[start])
    return at >= 0 and _BRACKETS[at ^ 1] not in text


def _is_list(line: str) -> bool:
    """Whether the line is of radicals by themselves."""
    return not any(map(_is_chinese, line)) and len(_RADICAL.findall(line)) > _ROW


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether a radical is shown by itself, as in a list or between quotes, and is no part of a word."""
    alone = _BESIDE.match(text[start - 1 : start]) and _BESIDE.match(text[end : end + 1])
    return end - start == 1 and bool(alone) and not _NUMBERED.match(text, end)


def _wide(text: str) -> list[Repair]:
    if not _WIDE_SIGN.search(text):
        return []
    found = [match for match in _wide_runs(text) if not _is_column(text, *match.span())]
    runs = [match for match in found if len(match[0]) > 1]
    wide = sum(len(_WIDE_SIGN.findall(match[0])) for match in runs)
    narrow = sum(len(run) for run in _NARROW.findall(text)) if runs else 0
    if sum(_is_odd(text, match) for match in found) >= max(1, _ALIKE * len(found)):
        return [_narrowed(match, _LIKELY) for match in found]
    confidence = _LIKELY if wide <= _FEW * (wide + narrow) else _OPEN
    return [_narrowed(match, confidence) for match in runs]


def _is_odd(text: str, run: re.Match[str]) -> bool:
    """Whether nobody sets a run so: words in small letters, a half-width point, sign or unit beside wide digits."""
    odd = _SMALL_WORD.search(run[0]) or _HALF_BEFORE.match(text[run.start() - 1 : run.start()])
    return bool(odd or _HALF_AFTER.match(text, run.end()))


def _is_column(text: str, start: int, end: int) -> bool:
    """Whether full-width blanks beside the run align it with other columns."""
    return text[start - 1 : start] == "\u3000" or text[end : end + 1] == "\u3000"


def _wide_runs(text: str) -> Iterator[re.Match[str]]:
    reach = 0
    for sign in _WIDE_SIGN.finditer(text):
        if sign.start() >= reach:
            before = _BEFORE.search(text[max(reach, sign.start() - _LONGEST) : sign.start()])
            match = _WIDE_RUN.match(text, sign.start() - len(before[0] if before else ""))
            if match:
                reach = match.end()
                yield match


def _narrowed(match: re.Match[str], confidence: float) -> Repair:
    """The run in half width; half full, half half width or an address it is no way of setting."""
    run = _GROUPED.split(match[0])[0]
    mixed = bool(_NARROW.search(run)) or bool(_ADDRESS.search(run))
    narrow = run.translate(_TO_NARROW if _ADDRESS.search(run) else _TO_NARROW_IN_CHINESE)
    narrow = _THOUSANDS.sub(lambda number: number[0].replace("，", ","), narrow)
    reason = Message.of("repair.compatibility-wide", wide=run, narrow=narrow)
    return Repair(
        match.start(),
        match.start() + len(run),
        run,
        narrow,
        Kind.COMPATIBILITY_FORM,
        "wide",
        VERSION,
        _LIKELY if mixed else confidence,
        (reason,),
    )
