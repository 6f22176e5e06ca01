"""Which script a text is written in, so that a browser picks the right glyphs."""

from __future__ import annotations

_SAMPLE = 4_000


def language_tag(text: str) -> str:
    """`zh-Hant` or `zh-Hans` (BCP 47): whichever standard, Big5 or GB 2312, lacks fewer of the text's characters."""
    sample = text[:_SAMPLE]
    return "zh-Hans" if _missing(sample, "big5") > _missing(sample, "gb2312") else "zh-Hant"


def _missing(text: str, encoding: str) -> int:
    return text.encode(encoding, "replace").count(b"?") - text.count("?")
