"""Numerals in slogans and set names: “十个一”, 三治融合, 四个意识. They are figures of the kind `slogan`."""

from __future__ import annotations

from functools import cache

from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.scan import RUN, Token
from reviewer.figures.unit import UnitFound
from reviewer.figures.vocabulary import Words, loaded

_QUOTED = Later(r"[^”\"，。；！？,;.\n0-9]{1,13}[”\"]")
_PAIRED = Later('[“"][两三四五六七八九十]\\w[两三四五六七八九十]\\w[”"]')
"""“三愛三節”: two of a kind in one name."""
_TIMED = ("年", "月", "天", "日", "周", "小", "分", "秒", "元", "岁", "万", "亿")


@cache
def _phrases() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    """What stands left and right of each numeral of the set phrases, by the numeral and the next character."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for phrase in loaded("slogans")["phrases"].split():
        for run in RUN.finditer(phrase):
            right = phrase[run.end() :]
            found.setdefault((run.group(), right[:1]), []).append((phrase[: run.start()], right))
    return {key: tuple(parts) for key, parts in found.items()}


@cache
def _joined() -> Words:
    return Words.of(loaded("slogans")["joined"])


def slogan_at(scene: Scene, token: Token, unit: UnitFound | None) -> Draft | None:
    """The slogan's figure at a Chinese numeral; its span takes the character after the numeral."""
    folded, start, end = scene.folded, token.start, token.end
    if not token.numeral.certain or token.numeral.denominator != 1:
        return None
    known = _known(folded, start, end)
    joined = unit is None and _is_joined(folded, end)
    if known is None and (token.numeral.numerator < 2 or not (joined or _quoted(folded, start, end))):
        return None
    if known is not None and unit is not None and unit.end > known:
        return None
    return Draft(start, end + 1, FigureKind.SLOGAN, token.numeral.written(), unit=scene.text[end], checkable=False)


def _known(folded: str, start: int, end: int) -> int | None:
    """Where the set phrase around the numeral ends."""
    for left, right in _phrases().get((folded[start:end], folded[end : end + 1]), ()):
        if start >= len(left) and folded.startswith(right, end) and folded.startswith(left, start - len(left)):
            return end + len(right)
    return None


def _quoted(folded: str, start: int, end: int) -> bool:
    """“N个…” and “N…、M…” of a few words are names, unless they measure time or money."""
    opened = folded[start - 1 : start] in ("“", '"') if start else False
    if _PAIRED.match(folded, start - 3) is not None and start >= 3:
        return True
    if not opened and not (folded[start - 1 : start] == "、" and _opened_before(folded, start)):
        return False
    if folded.startswith(_TIMED, end) or folded[end : end + 1] in ("”", '"', ""):
        return False
    return _QUOTED.match(folded, end) is not None


def _opened_before(folded: str, start: int) -> bool:
    """Whether a quotation that began with a numeral is still open."""
    opening = max(folded.rfind("“", max(0, start - 24), start), folded.rfind('"', max(0, start - 24), start))
    return opening >= 0 and "”" not in folded[opening:start] and RUN.match(folded, opening + 1) is not None


def _is_joined(folded: str, end: int) -> bool:
    """三治融合, 四化同步: a numeral, one character and a word of joining."""
    return folded[end : end + 1].isalpha() and _joined().after(folded, end + 1) is not None
