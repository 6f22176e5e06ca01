"""Words and set phrases in which a numeral counts nothing: 一把手, 十分, 四川, 萬一."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, TypeAlias

from reviewer.figures.scan import RUN
from reviewer.figures.vocabulary import Words, loaded

_NO_IDIOMS = ("source", "weak_left", "term_tails")
_TERM_LENGTH = 3
"""Numerals of terms are short: 十二平均律, and no 三百六十五人制."""
Index: TypeAlias = dict[tuple[str, str], list["Idiom"]]


class Idiom(NamedTuple):
    """An idiom around one of its numerals: what stands `left` and `right` of it."""

    left: str
    right: str

    def fits(self, folded: str, start: int, end: int) -> bool:
        """Whether the numeral at `start` to `end` stands in this idiom."""
        return folded.startswith(self.right, end) and folded.startswith(self.left, start - len(self.left))


@cache
def _indexes() -> tuple[Index, Index, frozenset[str]]:
    """Idioms by numeral and the character after it; those that end with it by the one before; those that are it."""
    after: Index = {}
    before: Index = {}
    whole: set[str] = set()
    words = "\n".join(words for group, words in loaded("idioms").items() if group not in _NO_IDIOMS)
    for word in words.split():
        for run in RUN.finditer(word):
            start, end = run.span()
            if end < len(word):
                after.setdefault((run.group(), word[end]), []).append(Idiom(word[:start], word[end:]))
            elif start:
                before.setdefault((run.group(), word[start - 1]), []).append(Idiom(word[:start], ""))
            else:
                whole.add(word)
    return _longest_first(after), _longest_first(before), frozenset(whole)


def _longest_first(index: Index) -> Index:
    for found in index.values():
        if len(found) > 1:
            found.sort(key=_reach, reverse=True)
    return index


def _reach(idiom: Idiom) -> int:
    return len(idiom.right)


@cache
def _weak() -> frozenset[str]:
    return frozenset(loaded("idioms")["weak_left"].split())


@cache
def _tails() -> Words:
    return Words.of(loaded("idioms")["term_tails"])


def _stands_alone(folded: str, start: int, end: int) -> bool:
    return not folded[max(0, start - 1) : start].isalnum() and not folded[end : end + 1].isalnum()


def ordinal_idiom(folded: str, start: int, end: int) -> bool:
    """Whether 第 and the numeral `start` to `end` belong to a set phrase (第一责任)."""
    after, before, _ = _indexes()
    run = folded[start:end]
    idioms = (*after.get((run, folded[end : end + 1]), ()), *before.get((run, "第"), ()))
    return any(idiom.left.endswith("第") and idiom.fits(folded, start, end) for idiom in idioms)


def idiom_end(folded: str, start: int, end: int) -> int | None:
    """Where the idiom ends that holds the numeral `start` to `end`; None where there is none.

    An idiom before the numeral (再一次, 统一) outweighs any measure word after it and ends nowhere: its end is
    the text's. 大, 初 and the like do not (周一 in 每周一次).
    """
    after, before, whole = _indexes()
    run = folded[start:end]
    for idiom in after.get((run, folded[end : end + 1]), ()):
        if start >= len(idiom.left) and idiom.fits(folded, start, end):
            return len(folded) if idiom.left and idiom.left[-1] not in _weak() else end + len(idiom.right)
    for idiom in before.get((run, folded[start - 1 : start]), ()) if start else ():
        if start >= len(idiom.left) and idiom.fits(folded, start, end):
            return len(folded) if len(idiom.left) > 1 or idiom.left not in _weak() else end
    tail = _tails().after(folded, end) if end - start <= _TERM_LENGTH else None
    if tail is not None:
        return end + len(tail)
    return end if run in whole and not _stands_alone(folded, start, end) else None
