"""What is selected: a caret that may drag an anchor along, and the words and paragraphs it can take at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from unicodedata import category

from reviewer.gui.review_view.content import Column, Selection, Texts
from reviewer.text.span import Span

_REACH = 200


@dataclass(frozen=True, slots=True)
class Caret:
    """A caret at `head` in one column; the passage between `anchor` and `head` is selected."""

    head: int
    anchor: int
    column: Column

    @classmethod
    def at(cls, position: int, column: Column) -> Caret:
        """A caret with nothing selected."""
        return cls(position, position, column)

    @property
    def span(self) -> Span:
        """What is selected, empty for nothing."""
        return Span(min(self.head, self.anchor), max(self.head, self.anchor))

    def moved(self, head: int, extending: bool) -> Caret:
        """The caret elsewhere, with the selection dragged along or given up."""
        return replace(self, head=head, anchor=self.anchor if extending else head)

    def mirrored(self, content: Texts) -> Caret:
        """The caret at the same place of the other text."""
        span = content.mirrored(self.span, self.column)
        backwards = self.head < self.anchor
        head, anchor = (span.start, span.end) if backwards else (span.end, span.start)
        return Caret(head, anchor, self.column.other)

    def kept(self, before: Texts | None, after: Texts) -> Caret:
        """The caret at the same place of the original in a new state of the document."""
        if before is None:
            return Caret.at(0, self.column)
        if self.column is Column.ORIGINAL:
            length = len(after.original)
            return replace(self, head=min(self.head, length), anchor=min(self.anchor, length))
        head, anchor = (after.map.to_target(before.map.to_source(p)) for p in (self.head, self.anchor))
        return replace(self, head=head, anchor=anchor)

    def including(self, unit: Span, start: Span) -> Caret:
        """A selection that reaches from the word or paragraph `start` to the one under the pointer, `unit`."""
        if unit.start < start.start:
            return replace(self, head=unit.start, anchor=start.end)
        return replace(self, head=max(unit.end, start.end), anchor=start.start)


def selection(caret: Caret, content: Texts) -> Selection | None:
    """The selected passage in both texts, None for an empty one."""
    span = caret.span
    if not len(span):
        return None
    other = content.mirrored(span, caret.column)
    if caret.column is Column.ORIGINAL:
        return Selection(span, other, caret.column)
    return Selection(other, span, caret.column)


def word_at(text: str, position: int) -> Span:
    """The word around the character at `position`: a run of like characters, Chinese ones cut by the dictionary."""
    paragraph = paragraph_at(text, position)
    if position >= paragraph.end:
        return Span(position, position)
    run = _run(text, position, max(paragraph.start, position - _REACH), min(paragraph.end, position + _REACH))
    if _kind(text[position]) != "chinese":
        return run
    words = (Span(run.start + first, run.start + last) for first, last in _words(run.of(text)))
    return next((word for word in words if word.start <= position < word.end), run)


def word_edge(text: str, position: int, by: int) -> int:
    """Where the word at (`by` 1) or before (-1) `position` ends or starts, blanks before it passed over."""
    probe = position if by > 0 else position - 1
    while 0 <= probe < len(text) and text[probe].isspace():
        probe += by
    if not 0 <= probe < len(text):
        return max(0, min(probe, len(text)))
    word = word_at(text, probe)
    return word.end if by > 0 else word.start


def paragraph_at(text: str, position: int) -> Span:
    """The paragraph around `position`, with the line feed that ends it."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return Span(start, len(text) if end < 0 else end + 1)


def _run(text: str, position: int, low: int, high: int) -> Span:
    """The characters of one class around `position`, from `low` to `high`; a punctuation mark stands alone."""
    kind = _kind(text[position])
    start, end = position, position + 1
    if kind == "sign":
        return Span(start, end)
    while start > low and _kind(text[start - 1]) == kind:
        start -= 1
    while end < high and _kind(text[end]) == kind:
        end += 1
    return Span(start, end)


def _words(run: str) -> list[tuple[int, int]]:
    try:
        from reviewer.language.words import segment
    except ImportError:
        return []
    return list(segment(run))


def _kind(char: str) -> str:
    if char.isspace():
        return "blank"
    if category(char) == "Lo":
        return "chinese"
    return "word" if char.isalnum() or category(char) == "Mn" else "sign"


class Drag:
    """A selection being made with the pointer: by characters, by words after two clicks, by paragraphs after three."""

    def __init__(self, text: str, caret: Caret, clicks: int) -> None:
        self._text, self._clicks = text, clicks
        self._start = self._unit(caret.head)
        self.caret = caret if clicks == 1 else caret.including(self._start, self._start)

    def to(self, position: int) -> Caret:
        """The selection when the pointer is at `position` of the column the drag began in."""
        if self._clicks == 1:
            self.caret = self.caret.moved(position, extending=True)
        else:
            self.caret = self.caret.including(self._unit(position), self._start)
        return self.caret

    def _unit(self, position: int) -> Span:
        if self._clicks == 1:
            return Span(position, position)
        return word_at(self._text, position) if self._clicks == 2 else paragraph_at(self._text, position)
