"""The one sanitiser: text made fit for what it is written into. Nothing is dropped, only shown otherwise."""

from __future__ import annotations

import re

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in b"\t\n\r"} | {0x7F: 0x2421}
_UNWRITABLE = re.compile("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[\s\x00]*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z", re.ASCII)


def written(text: str) -> str:
    """Text that any format can hold: controls as their pictures (NUL as ␀), what cannot be encoded as U+FFFD."""
    # Nearly every text is fit as it is, and looking takes a twentieth of the time.
    return _UNWRITABLE.sub("\ufffd", text.translate(_CONTROLS)) if _UNFIT.search(text) else text


def cell(text: str) -> str:
    """Text for a spreadsheet's cell: as `written`, and what a spreadsheet would run as a formula led by an apostrophe.

    Plain numbers stay numbers. Source: OWASP, "CSV Injection"; full-width signs count too, as Excel takes them in
    East Asian locales.
    """
    guarded = _FORMULA.match(text) and not _NUMBER.match(text)
    return "'" + written(text) if guarded else written(text)
