"""Plain tables for a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns of a terminal that `text` takes (Unicode Standard Annex 11, ambiguous counted narrow)."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns padded to the widest cell, two spaces apart; no trailing spaces."""
    cells = [[_one_line(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return "".join(_row(row, widths) for row in cells)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"


def _one_line(cell: str) -> str:
    """Control characters would let a document write to the reader's terminal."""
    return "".join(c if c.isprintable() else " " for c in cell)
