"""How years, months and days are written, and how ISO 8601 writes them."""

from __future__ import annotations

from functools import cache

from reviewer.figures.numeral import read_folded

YEAR = r"(?:[12][0-9]{3}|[一二][零〇一二三四五六七八九]{3}|\ufffd{1,2}[0-9]{0,3}|[12][0-9]{0,2}\ufffd{1,2})"
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|\ufffd{1,2}[0-9]?|[01]\ufffd)"
DAY = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?"
    r"|[一二三四五六七八九]|\ufffd{1,2}[0-9]?|[0-3]\ufffd)"
)
TO = r" ?(?:——?|-{1,2}|~|至|到) ?"


@cache
def number(text: str) -> int | None:
    """The whole part of a numeral; None for what is none."""
    numeral = read_folded(text)
    return numeral.numerator if numeral is not None else None


def iso(year: str | None, month: str | None, day: str | None) -> str | None:
    """The date as ISO 8601 writes it, without what is not said (`--06-04`, `---04`); None where a mark stands in it."""
    if any("\ufffd" in (part or "") for part in (year, month, day)):
        return None
    y, m, d = (None if part is None else number(part) for part in (year, month, day))
    if d is not None:
        return f"{'-' if y is None else f'{y:04}'}-{'-' if m is None else f'{m:02}'}-{d:02}"
    if m is not None:
        return f"{'-' if y is None else f'{y:04}'}-{m:02}"
    return None if y is None else f"{y:04}"
