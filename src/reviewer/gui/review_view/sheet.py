"""A document laid out for one width: rows of both columns with their heights, and no widget."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Generator
from dataclasses import replace
from itertools import islice, repeat

from PySide6.QtCore import QPointF, QRectF

from reviewer.gui.review_view.content import Column, Content, Mark, MarkStyle, Patch, Shown, Texts
from reviewer.gui.review_view.heights import Heights
from reviewer.gui.review_view.layout import LayoutCache, LayoutStyle, RowLayout
from reviewer.gui.review_view.mark_index import MarkIndex
from reviewer.gui.review_view.palette import ReviewPalette
from reviewer.gui.review_view.rows import RowTable
from reviewer.gui.review_view.tables import Tables
from reviewer.gui.review_view.typography import BESIDE, Arrangement, Columns, OneColumn, Typography, columns
from reviewer.gui.review_view.weaving import Fate
from reviewer.gui.review_view.woven_layout import WovenLayout, woven_row

Telling = Callable[[Fate, str], str]
"""How a changed passage is read out."""

_TIGHT = 8
"""Which part of a paragraph gap lies above and below the text of a table's row."""

STEP = 200
"""Marks sorted in one step: about a millisecond."""


class Sheet:
    """Rows of a document as they lie under one another. `restyle` has to be called before anything is asked of it."""

    heights: Heights
    sizes: Typography
    columns: Columns

    def __init__(self, texts: Texts, rows: RowTable, index: MarkIndex) -> None:
        self.content, self.rows, self.index = texts, rows, index
        self.layouts = LayoutCache()
        self._shown, self._hidden = Shown.ALL, bytearray()
        self.tables = Tables(rows, texts)

    @classmethod
    def of(cls, content: Content) -> Sheet:
        """A document made at once. Raises `ValueError` when the map does not belong to the texts."""
        return cls(_texts(content), RowTable.build(content), MarkIndex(content.marks, content.map))

    @classmethod
    def in_steps(cls, content: Content) -> Generator[None, None, Sheet]:
        """As `of`, in steps of a few milliseconds."""
        index, marks = MarkIndex((), content.map), iter(content.marks)
        rows = yield from RowTable.in_steps(content)
        yield
        while part := list(islice(marks, STEP)):
            index.add(part)
            yield
        return cls(_texts(content), rows, index)

    def restyle(self, sizes: Typography, palette: ReviewPalette, width: int, arrangement: Arrangement = BESIDE) -> None:
        """Lay out anew for other sizes, colours or another width; heights are estimates again."""
        self.sizes = sizes
        self.columns = columns(width, sizes, self.rows.paragraph(len(self.content.original)), arrangement)
        self._style = LayoutStyle(sizes, palette, self.columns.text_width)
        self.layouts.clear()
        self._estimate()

    def show_only(self, shown: Shown) -> bool:
        """Hide the rows in which there is nothing of that sort; whether there is any. `restyle` has to follow."""
        self._shown, self._hidden = shown, bytearray()
        if shown is Shown.ALL:
            return True
        hidden = bytearray(b"\1") * len(self.rows)
        for (style, _, is_open), starts in self.index.kinds().items():
            wanted = is_open if shown is Shown.OPEN else style not in (MarkStyle.FIGURE, MarkStyle.CLAIM)
            for row in set(map(bisect_right, repeat(self.rows.original), starts)) if wanted else ():
                hidden[min(row, len(hidden)) - 1] = 0
        found = 0 in hidden
        self._hidden = hidden if found else bytearray()
        return found

    def hides(self, row: int) -> bool:
        """Whether a row is not shown."""
        return bool(self._hidden) and bool(self._hidden[row])

    def unhide(self, row: int) -> None:
        """Show a row whatever is in it: the reader has come to it."""
        if self.hides(row):
            self._hidden[row] = 0
            self.heights.forget(row, row)

    def following(self, row: int) -> int:
        """The next row that is shown; the number of rows after the last."""
        if not self._hidden:
            return row + 1
        found = self._hidden.find(0, row + 1)
        return found if found >= 0 else len(self.rows)

    def preceding(self, row: int) -> int:
        """The row before that is shown; -1 before the first."""
        return self._hidden.rfind(0, 0, max(0, row)) if self._hidden else row - 1

    def _estimate(self) -> None:
        # By the original, which no decision changes: so none moves what is far from it.
        per_character = self.sizes.pitch / max(1.0, self.columns.text_width / self.sizes.advance)
        self.heights = Heights(self.rows.original, per_character, self.sizes.pitch * 0.5 + self.sizes.gap)
        row = self._hidden.find(1)
        while row >= 0:
            self.heights.put(row, 0)
            row = self._hidden.find(1, row + 1)

    def patch(self, patch: Patch) -> set[int] | None:
        """Follow a change of the document; the rows it touches, which alone are laid out again. None for all."""
        before, count = self.content, len(self.rows)
        try:
            self.rows = self.rows.patched(before, patch.texts, patch.touched)
        except ValueError:
            self.rows = RowTable.build(patch.texts)
        self.content = patch.texts
        gone = self.index.patch(patch.texts.map, patch.gone, patch.came)
        if len(self.rows) != count:
            self.tables = Tables(self.rows, self.content)
            self.show_only(self._shown)
            self.layouts.clear()
            self._estimate()
            return None
        rows: set[int] = set()
        for span in (*patch.touched, *(mark.original for mark in (*gone, *patch.came))):
            first, last = (self.rows.row_at(at, Column.ORIGINAL) for at in (max(0, span.start - 1), span.end))
            for row in range(first, last + 1) if self._hidden else ():
                self.unhide(row)
            self.layouts.forget(first, last)
            self.heights.forget(first, last)
            rows.update(range(first, last + 1))
        return rows | self._reset_tables(rows)

    def _reset_tables(self, touched: set[int]) -> set[int]:
        """Lay out anew the tables whose columns are others since some rows were touched; their rows."""
        rows: set[int] = set()
        for before, after in self.tables.follow(self.rows, self.content, touched):
            last = max(before.last, after.last if after else 0)
            self.layouts.forget(before.first, last)
            self.heights.forget(before.first, last)
            rows.update(range(before.first, last + 1))
        return rows

    def rows_of(self, mark_id: str) -> set[int]:
        """The rows in which a mark stands."""
        found: set[int] = set()
        for mark in self.index.named(mark_id):
            for column in Column:
                span = mark.span(column)
                found.update(range(self.rows.row_at(span.start, column), self.rows.row_at(span.end, column) + 1))
        return found

    def recolour(self, palette: ReviewPalette) -> None:
        """Lay out anew in other colours; nothing moves."""
        self._style = LayoutStyle(self.sizes, palette, self.columns.text_width)
        self.layouts.clear()

    def layout(self, row: int, column: Column) -> RowLayout:
        """The lines of a row in one column."""
        known = self.layouts.get(row, column)
        if known is None:
            weaving = isinstance(self.columns, OneColumn)
            return self._weave(row, column) if weaving else self.layouts.keep(row, column, self._lay_out(row, column))
        start = self.rows.starts(column)[row]
        if known.span.start != start:
            known.move(start)
        return known

    def measure(self, row: int) -> int:
        """The exact height of a row."""
        if self.hides(row):
            return 0
        if not self.heights.measured(row):
            text = max(self.layout(row, column).height for column in Column)
            self.heights.put(row, self.lead(row) + text + self._trail(row))
        return self.heights.height(row)

    def lead(self, row: int) -> int:
        """The space above the text of a row: half a paragraph gap where a paragraph begins that is not blank."""
        table = self.tables.at(row)
        if table is not None and row > table.first:
            return self.sizes.gap // _TIGHT
        begins = row == 0 or (self.rows.closes(row - 1) and not self.rows.blank(row))
        return self.sizes.gap // 2 if begins else 0

    def _trail(self, row: int) -> int:
        table = self.tables.at(row)
        if table is not None and row < table.last:
            return self.sizes.gap // _TIGHT
        return self.sizes.gap - self.sizes.gap // 2 if self.rows.closes(row) and not self.rows.blank(row) else 0

    def caret(self, position: int, column: Column) -> tuple[int, QRectF]:
        """The row in which a caret at `position` stands, and its place from the row's top left corner."""
        row = self.rows.row_at(position, column)
        place = self.layout(row, column).caret(position)
        return row, place.translated(self.columns.left(column), self.lead(row))

    def position_at(self, row: int, point: QPointF, column: Column) -> int:
        """The position nearest to `point`, which counts from the top left corner of the row."""
        return self.layout(row, column).position_at(point - QPointF(self.columns.left(column), self.lead(row)))

    def _lay_out(self, row: int, column: Column) -> RowLayout:
        span, before = self.rows.span(row, column), self.layouts.gone.get((row, column))
        text, marks, style = self.content.text(column), self._marks(row, column), self._style_of(row)
        refitted = before.refitted(text, span, marks, style) if before is not None else None
        return refitted or RowLayout(text, span, marks, column, style)

    def _style_of(self, row: int) -> LayoutStyle:
        """What a row is laid out with: a row of a table with the table's tab stops."""
        table = self.tables.at(row)
        if table is None:
            return self._style
        stops = table.stops(isinstance(self.columns, OneColumn), self.sizes.advance, self.columns.text_width)
        return replace(self._style, stops=stops)

    def _weave(self, row: int, column: Column) -> RowLayout:
        """Lay out both texts of a row as one, and give it back as a column sees it."""
        ours, theirs = (self.rows.span(row, side) for side in Column)
        marks = [*dict.fromkeys(mark for side in Column for mark in self._marks(row, side))]
        for side, made in zip(Column, woven_row(self.content, ours, theirs, marks, self._style_of(row)), strict=True):
            self.layouts.keep(row, side, made)
        return self.layout(row, column)

    def _marks(self, row: int, column: Column) -> list[Mark]:
        """The marks that lie in a row of a column; those at the end of the text lie in the last row."""
        span = self.rows.span(row, column)
        return self.index.within(span.start, span.end + (row == len(self.rows) - 1), column)

    def reading(self, row: int, column: Column, telling: Telling) -> str:
        """What is read out of a row in a column, without its line end; `telling` names what was changed."""
        layout = self.layout(row, column)
        if isinstance(layout, WovenLayout):
            pieces = layout.woven.pieces
            return "".join(p.text if p.fate is Fate.KEPT else telling(p.fate, p.text) for p in pieces)
        return self.content.text(column)[layout.span.start : layout.end]


def _texts(content: Content) -> Texts:
    """The texts without the marks, which hold on to whatever they are made from."""
    return Texts(content.original, content.repaired, content.map)
