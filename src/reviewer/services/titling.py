"""A document's title as it reads repaired: it is a line of the text, and damaged as the text is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reviewer.repair.damage import LOST
from reviewer.repair.plan import apply_edits
from reviewer.text.edit import Edit
from reviewer.text.span import Span

HEAD = 40
"""Lines among which the title is looked for."""

_HOLE = "▯"


def line_of(title: str, original: str) -> Span | None:
    """The line of the text that a title was taken from; its white space may be another than in the title."""
    words = title.removesuffix("…").strip()
    return next((line for line in _lines(original) if words and _plain(line.of(original)).startswith(words)), None)


def repaired(title: str, original: str, line: Span, edits: Iterable[Edit]) -> str:
    """The title with those of the edits of the original that lie in its line; a shortened one stays as short."""
    inside = [Edit(e.start - line.start, e.end - line.start, e.replacement) for e in edits if line.covers(e.span)]
    words = _plain(apply_edits(line.of(original), inside).text).replace(LOST, _HOLE)
    if not words:
        return title
    return f"{words[: len(title) - 1]}…" if title.endswith("…") and len(words) >= len(title) else words


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for _ in range(HEAD):
        end = text.find("\n", at)
        yield Span(at, len(text) if end < 0 else end)
        if end < 0:
            return
        at = end + 1


def _plain(text: str) -> str:
    return " ".join(text.split())
