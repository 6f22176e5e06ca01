"""Words around figures: what a rate is called, whether a verb stands between two figures, how a label ends."""

from __future__ import annotations

import re
from functools import cache

from reviewer.figures.figure import Figure
from reviewer.figures.vocabulary import Words, context, loaded

_RATE = re.compile(
    "([\u4e00-\u9fff]{1,12}?(?:率|(?<![占男女各])比例|(?<!工程)进度))(?:[为达是]|达到|约|均|已|高达|仅|只有|仅为|保持在|稳定在|分别|:|升至|降至|提高到|下降到)*$"
)
_STATES = re.compile(
    "(?:已|均|都|也|又|还|仅|只|共|总|达到?了?|为|是|占|有|约|共有|计|合计|总计|共计|累计|高达|突破|保持|稳定|控制|在|[升降增减涨跌提]?至"
    '|(?:提高|提升|增加|上升|增长|扩大|下降|减少|降低|回落|缩小)[到至为]|了|[:，,、 “"])+$'
)


@cache
def words(name: str) -> frozenset[str]:
    """A word list of `checks.json`."""
    return frozenset(loaded("checks")[name].split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the words of a list of `checks.json`, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words(name), key=len, reverse=True))))


@cache
def ending(name: str) -> Words:
    """A list of `checks.json` to be found before or after a place."""
    return Words.of(loaded("checks")[name])


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(context("phrase_verbs").words, key=len, reverse=True))))


def has_verb(text: str) -> bool:
    """Whether a verb of reports (检查, 打掉, 接待 …) stands in the text."""
    return _verbs().search(text) is not None


def has_verb_at_end(text: str) -> bool:
    """Whether the text ends with a verb of reports."""
    return context("phrase_verbs").before(text, len(text)) is not None


def rate_name(label: str) -> str | None:
    """The rate that ends a label: 综合合格率 of “，综合合格率达到”; None where none does."""
    match = _RATE.search(label)
    of_all = match is not None and match[1].endswith("比例") and "占" in match[1]
    return match[1] if match and not of_all else None


def is_growth(rate: str) -> bool:
    """Whether a rate says how fast something changes."""
    return rate.endswith(tuple(words("growth_rates")))


def without_statement(label: str) -> str:
    """A label without the words that only say that a number follows: 全县人口达到 → 全县人口."""
    return _STATES.sub("", label)


def surface(figure: Figure) -> str:
    """A figure as it is written, on one line."""
    return " ".join(figure.text.split())
