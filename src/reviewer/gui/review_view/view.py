"""The review view: the original and the repaired text side by side, always level, as one virtualised widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from reviewer.gui.review_view.accessibility import Reading, install
from reviewer.gui.review_view.content import Column, Content, Patch, Selection, Shown, Texts
from reviewer.gui.review_view.hits import Hits
from reviewer.gui.review_view.movement import Motion, Mover, motion_of
from reviewer.gui.review_view.overview import WIDTH, Overview
from reviewer.gui.review_view.page import Page, paint_hint, paint_parts
from reviewer.gui.review_view.palette import LIGHT, ReviewPalette
from reviewer.gui.review_view.places import Places
from reviewer.gui.review_view.pointer import Pointer
from reviewer.gui.review_view.repainting import caret_parts, changed_parts
from reviewer.gui.review_view.scrolling import Anchor, Scrolling
from reviewer.gui.review_view.selection import Caret, selection
from reviewer.gui.review_view.sheet import Sheet
from reviewer.gui.review_view.typography import Arrangement, typography
from reviewer.text.span import Span

_SMALLEST_ZOOM, _LARGEST_ZOOM, _ZOOM_STEP = 50, 400, 10


class ReviewView(Places):
    """Two columns of text with marks.

    Positions are code points of the text they are said to be in. The view never changes its content and nothing is
    read back from what it paints; the owner sets new content after a decision. `tooltip_for` gives the text shown
    when the pointer rests on a mark.

    Signals: `mark_activated` (a mark was clicked), `selection_changed`, `position_changed` (the caret's place in the
    original), `zoom_changed` (percent), `menu_requested` (a place on the screen and the mark there, or ""), `painted`.
    """

    mark_activated = Signal(str)
    selection_changed = Signal()
    position_changed = Signal(int)
    zoom_changed = Signal(int)
    menu_requested = Signal(QPoint, str)
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tooltip_for: Callable[[str], str] = lambda mark_id: ""
        self._inks, self._family, self._zoom, self._hint = LIGHT, "", 100, ""
        self._sizes = typography(self._family, self._zoom)
        self._caret: Caret | None = None
        self._mover: Mover | None = None
        self._current: str | None = None
        self._hits, self._shown, self._arrangement = Hits(), Shown.ALL, Arrangement()
        self._syncing = False
        self._overview = Overview(self)
        self._overview.gone.connect(self._go_to_share)
        self._overview.wheeled.connect(self.wheelEvent)
        self._pointer = Pointer(self)
        self.reading = Reading(self)
        install(ReviewView)
        self._set_up()

    def _set_up(self) -> None:
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._place_edges()

    # What is shown

    def set_content(self, content: Content | None, keep_place: bool = False) -> None:
        """Show a document, or the hint for None; `keep_place` is for a new state of the same document.

        It keeps what stands at the top, the caret and the current mark. Raises `ValueError` when the map does not
        belong to the texts.
        """
        filled = content is not None and (content.original or content.repaired)
        self.set_sheet(Sheet.of(content) if content and filled else None, keep_place)

    def set_sheet(self, sheet: Sheet | None, keep_place: bool = False) -> None:
        """As `set_content`, for a document that was made ready before."""
        anchor = self._scroll.anchor() if keep_place and self._scroll else None
        after = sheet.content if sheet else None
        caret = self._caret.kept(self.content(), after) if keep_place and self._caret and after else None
        if not keep_place:
            self._current = None
        self._caret, self._mover, self._hits = caret, None, Hits()
        if sheet:
            sheet.show_only(self._shown)
        self._scroll = Scrolling(sheet, self.viewport().height()) if sheet else None
        self._overview.set_hits(())
        self._overview.set_marks(sheet.index.kinds() if sheet else {}, len(after.original) if after else 0)
        self._restyle(anchor)
        self._mark_current_on_map()
        self._tell_caret()

    def patch(self, patch: Patch) -> None:
        """Show a few changes of the document on show; everything else stays as and where it is."""
        scroll, before = self._scroll, self.content()
        if scroll is None or before is None:
            return
        anchor = scroll.anchor()
        if self._caret is not None:
            self._caret = self._caret.kept(before, patch.texts)
        self._mover = None
        places = scroll.visible()
        rows = scroll.sheet.patch(patch)
        scroll.restore(anchor)
        self._overview.renew_soon()
        self._sync()
        self._mark_current_on_map()
        self._tell_caret()
        if rows is None or scroll.visible() != places:
            self.viewport().update()
        else:
            for part in changed_parts(scroll, rows, self._sizes.gap):
                self.viewport().update(part.toAlignedRect())
        scroll.sheet.layouts.gone.clear()

    def content(self) -> Texts | None:
        """What is shown."""
        return self._scroll.sheet.content if self._scroll else None

    def show_only(self, shown: Shown) -> bool:
        """Show only paragraphs with changes, or with something open; all where there are none, and then False."""
        self._shown = shown
        if not self._scroll:
            return True
        anchor = self._scroll.anchor()
        found = self._scroll.sheet.show_only(shown)
        self._restyle(anchor)
        return found

    def set_hint(self, text: str) -> None:
        """What to say, in plain text, while there is no document."""
        before, self._hint = self._hint, text
        if text != before and not self._scroll:
            self.viewport().update()

    def arrange(self, arrangement: Arrangement) -> None:
        """Lay the texts beside one another or into one column; what is at the top stays there."""
        if arrangement != self._arrangement:
            anchor = self._scroll.anchor() if self._scroll else None
            self._arrangement, self._mover = arrangement, None
            self._restyle(anchor)

    def arrangement(self) -> Arrangement:
        """How the texts lie."""
        return self._arrangement

    def set_labels(self, original: str, number: str, repaired: str, both: str = "") -> None:
        """What stands above the columns, above the paragraph numbers, and above both texts in one column."""
        self._headings.set_names(original, number, repaired, both)

    def set_palette(self, palette: ReviewPalette) -> None:
        """Paint in other colours."""
        self._inks = palette
        self._overview.set_palette(palette)
        if self._scroll:
            self._scroll.sheet.recolour(palette)
        self._place_edges()
        self.viewport().update()

    def set_zoom(self, percent: int) -> None:
        """Set the size of the text, 50 to 400 percent; what is at the top stays there."""
        percent = max(_SMALLEST_ZOOM, min(percent, _LARGEST_ZOOM))
        if percent != self._zoom:
            self._zoom = percent
            self._resize_type()
            self.zoom_changed.emit(percent)

    def zoom(self) -> int:
        """The zoom in percent."""
        return self._zoom

    def set_font_family(self, family: str) -> None:
        """Set the font, empty for the default; characters it lacks come from the Chinese fonts installed."""
        self._family = family
        self._resize_type()

    # Where the reader is

    def set_current(self, mark_id: str | None, reveal: bool = True) -> None:
        """Outline a mark in both columns and, unless it is in view, bring it to a third below the top."""
        before, self._current = self._current, mark_id
        self._mark_current_on_map()
        if not self._scroll:
            return
        marks = self._scroll.sheet.index.named(mark_id) if mark_id else []
        if reveal and marks:
            self._reveal(marks[0].original, marks[0].repaired)
        for place in self._scroll.outlines(filter(None, {before, mark_id}), self._sizes.gap):
            self.viewport().update(place)

    def current(self) -> str | None:
        """The mark that is outlined."""
        return self._current

    def scroll_to(self, position: int) -> None:
        """Bring a position of the original into view; nothing moves when it is."""
        self._reveal_span(Span(position, position), Column.ORIGINAL)

    def set_hits(self, spans: Sequence[Span], column: Column, current: int | None = None) -> None:
        """Light up sorted, disjoint passages of one column; `current` is the index of one that is brought into view."""
        known = current is not None and 0 <= current < len(spans)
        self.show_hits(Hits({column: spans}, (column, spans[current]) if known and current is not None else None))

    def show_hits(self, hits: Hits, reveal: bool = True) -> None:
        """Light up passages of both columns and, unless `reveal` is off, bring the current one into view."""
        self._hits = hits
        if hits.current is not None and reveal:
            self._reveal_span(hits.current[1], hits.current[0])
        self.viewport().update()

    def show_hits_on_map(self, starts: Sequence[int]) -> None:
        """Mark on the map where something was found: sorted places of the original."""
        self._overview.set_hits(starts)

    def selection(self) -> Selection | None:
        """What is selected, in both texts; None for nothing."""
        content = self.content()
        return selection(self._caret, content) if self._caret and content else None

    def select(self, span: Span, column: Column) -> None:
        """Select a passage and bring its end into view."""
        self.move_caret(Caret(span.end, span.start, column))

    def deselect(self) -> None:
        """Select nothing; the caret stays."""
        if self._caret:
            self.move_caret(Caret.at(self._caret.head, self._caret.column), reveal=False)

    def select_all(self) -> None:
        """Select all of the column that has the caret."""
        content = self.content()
        if content:
            column = self._caret.column if self._caret else Column.ORIGINAL
            self.move_caret(Caret(len(content.text(column)), 0, column), reveal=False)

    def selected_text(self) -> str:
        """The selected passage as it stands in the column it was selected in."""
        content = self.content()
        return self._caret.span.of(content.text(self._caret.column)) if self._caret and content else ""

    def copy(self) -> None:
        """Put the selected text on the clipboard, exactly as the document has it."""
        if self.selected_text():
            QGuiApplication.clipboard().setText(self.selected_text())

    def caret(self) -> Caret | None:
        """The caret and what it drags along."""
        return self._caret

    def position(self) -> int:
        """Where the caret is, in the original."""
        content = self.content()
        if not self._caret or not content:
            return 0
        at = self._caret.head
        return at if self._caret.column is Column.ORIGINAL else content.map.to_source(at)

    def paragraph(self) -> int:
        """The number, from 1, of the paragraph the caret is in; 0 without a document."""
        return self._scroll.sheet.rows.paragraph(self.position()) if self._scroll else 0

    def caret_row(self) -> tuple[int, Column] | None:
        """The row and the column the caret is in."""
        if not self._caret or not self._scroll:
            return None
        sides, column = self._scroll.sheet.columns.sides, self._caret.column
        return self._scroll.sheet.rows.row_at(self._caret.head, column), column if column in sides else sides[0]

    def change_column(self) -> None:
        """Take the caret to the same place of the other text, with what is selected."""
        content = self.content()
        if content is None or self._scroll is None:
            return
        caret = self._caret or Caret.at(self._scroll.anchor().position, Column.REPAIRED)
        self.move_caret(caret.mirrored(content))

    def move_caret(self, caret: Caret, reveal: bool = True) -> None:
        """Put the caret and its selection somewhere; `reveal` scrolls as little as brings it into view."""
        before, self._caret = self._caret, caret
        if reveal and self._scroll:
            self._follow(self._scroll, caret)
        self._tell_caret()
        for part in caret_parts(self._scroll, (before, caret), self._sizes.gap) if self._scroll else ():
            self.viewport().update(part.toAlignedRect())

    # Place and size

    def _tell_caret(self) -> None:
        self.selection_changed.emit()
        self.position_changed.emit(self.position())
        row_and_column = self.caret_row()
        if row_and_column:
            self.reading.tell(*row_and_column)

    def _follow(self, scroll: Scrolling, caret: Caret) -> None:
        place = scroll.place(caret.head, caret.column)
        room = self._sizes.pitch // 2
        if abs(place.top()) > 4 * scroll.height:
            scroll.bring(caret.head, caret.column, scroll.height // 3)
            self._moved()
            return
        if place.top() < room:
            self.scroll_by(int(place.top()) - room)
        elif place.bottom() > scroll.height - room:
            self.scroll_by(int(place.bottom()) - scroll.height + room)

    def _reveal_span(self, span: Span, column: Column) -> None:
        content = self.content()
        if content:
            pair = (span, content.mirrored(span, column))
            self._reveal(*(pair if column is Column.ORIGINAL else pair[::-1]))

    def _reveal(self, original: Span, repaired: Span) -> None:
        if self._scroll and self._scroll.reveal(original.start, repaired.start):
            self._moved()

    def scroll_by(self, pixels: int) -> None:
        """Scroll down by `pixels` (up if negative), as far as the document goes."""
        if self._scroll:
            before = self._scroll.visible()
            self._scroll.move_by(pixels)
            self._moved(before)

    def _moved(self, before: Sequence[tuple[int, int]] = ()) -> None:
        """Repaint after scrolling: only what came into view if rows of `before` are still there."""
        self._sync()
        after = dict(self._scroll.visible()) if self._scroll else {}
        shift = next((after[row] - y for row, y in before if row in after), None)
        if shift is None or self.devicePixelRatioF() != int(self.devicePixelRatioF()):
            self.viewport().update()
        elif shift:
            self.viewport().scroll(0, shift)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._syncing or not self._scroll:
            return
        value = self.verticalScrollBar().value()
        before = self._scroll.visible()
        self._scroll.go(value)
        self._moved(before)

    def _go_to_share(self, share: float) -> None:
        if self._scroll:
            self._scroll.go_to_share(share)
            self._moved()

    def _sync(self) -> None:
        """Tell the scroll bar and the map where the view is, without their telling back."""
        if not self._scroll:
            return
        self._syncing = True
        bar = self.verticalScrollBar()
        bar.setRange(0, min(self._scroll.maximum, 2**31 - 1))
        bar.setPageStep(max(1, self._scroll.height - self._sizes.pitch))
        bar.setSingleStep(self._sizes.pitch)
        bar.setValue(self._scroll.value)
        self._syncing = False
        self._overview.set_extent(self._scroll.sheet.heights.total)
        self._overview.set_view(*self._scroll.shares())

    def _mark_current_on_map(self) -> None:
        marks = self._scroll.sheet.index.named(self._current) if self._scroll and self._current else []
        length = len(self._scroll.sheet.content.original) if self._scroll else 0
        self._overview.set_current(marks[0].original.start / max(1, length) if marks else None)

    def _resize_type(self) -> None:
        anchor = self._scroll.anchor() if self._scroll else None
        self._sizes = typography(self._family, self._zoom)
        self._restyle(anchor)

    def _restyle(self, anchor: Anchor | None) -> None:
        """Lay out anew and bring `anchor` back to its place."""
        if self._scroll:
            self._scroll.sheet.restyle(self._sizes, self._inks, self.viewport().width(), self._arrangement)
            self._scroll.height = self.viewport().height()
            if anchor:
                self._scroll.restore(anchor)
            else:
                self._scroll.move_to(0)
        self._place_edges()
        # The map has its new height only now.
        self._sync()
        self.viewport().update()

    def _place_edges(self) -> None:
        """Put the headings above and the map beside the columns."""
        top = round(self._sizes.pitch * 1.02)
        self.setViewportMargins(0, top, WIDTH, 0)
        area = self.contentsRect()
        self._headings.setGeometry(area.left(), area.top(), area.width(), top)
        self._overview.setGeometry(area.right() + 1 - WIDTH, area.top() + top, WIDTH, max(0, area.height() - top))
        if self._scroll:
            self._headings.set_look(self._inks, self._sizes, self._scroll.sheet.columns)
        self._overview.setVisible(self._scroll is not None)
        self._headings.setVisible(self._scroll is not None)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        scroll = self._scroll
        if scroll and self.viewport().width() != scroll.sheet.columns.width:
            self._restyle(scroll.anchor())
        elif scroll:
            scroll.height = self.viewport().height()
            scroll.move_by(0)
        self._place_edges()
        self._sync()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._scroll:
            page = Page(self._scroll, self._inks, self._caret, self._current, self._hits, self.hasFocus())
            paint_parts(painter, event.region(), page)
        else:
            paint_hint(painter, QRectF(self.viewport().rect()), self._hint, self._inks, self._sizes)
        painter.end()
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        motion = motion_of(event)
        if motion and self._scroll:
            self._move_by_key(self._scroll, *motion)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        else:
            event.ignore()

    def _move_by_key(self, scroll: Scrolling, motion: Motion, extending: bool) -> None:
        caret = self._caret or Caret.at(scroll.anchor().position, Column.ORIGINAL)
        if self._mover is None or self._mover.column is not caret.column:
            self._mover = Mover(scroll.sheet, caret.column)
        page = max(1, scroll.height // self._sizes.pitch - 1)
        self.move_caret(caret.moved(self._mover.moved(caret.head, motion, page), extending))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._mover = None
        self._pointer.pressed(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.pressed(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.moved(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.released(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._pointer.menu(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.set_zoom(self._zoom + round(steps) * _ZOOM_STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            marks = self.marks_at(QPointF(event.pos()))
            text = self.tooltip_for(marks[0]) if marks else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()
