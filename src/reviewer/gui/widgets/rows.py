"""Lists of rows: a title, a line below it, a badge, a progress line; only the visible ones are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.gui.appearance import Appearance
from reviewer.gui.theme import METRICS, Tokens
from reviewer.gui.widgets.painting import badge, badge_width, box, focus_ring, sized

Index = QModelIndex | QPersistentModelIndex

_PAD = 10


def _line() -> int:
    """The height of a line of details."""
    return METRICS.px(17)


def _head() -> int:
    """The height of a title."""
    return METRICS.px(19)


PROSE_LINES = 3
_ROLE = Qt.ItemDataRole.UserRole
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `detail` may have several lines, `progress` is a share (0 to 1) or None for no line.

    `dim` greys and strikes the title, `prose` sets it as text of up to `PROSE_LINES` lines instead of a bold line;
    `lit` is from and to where in the title something was found, which is then a plain line around it.
    """

    id: str
    title: str
    detail: str = ""
    badge: str = ""
    tone: str = "grey"
    progress: float | None = None
    dim: bool = False
    prose: bool = False
    lit: tuple[int, int] | None = None

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.badge, *self.detail.split("\n")) if part)


_GONE = Row("", "")
_FEW = 64
"""How many rows may come and go by themselves before all are handed over again."""


class MadeRows(Sequence[Row]):
    """Rows of these ids, each made when it is looked at: of a hundred thousand a dozen are in sight."""

    def __init__(
        self, ids: list[str], make: Callable[[str], Row], place_of: Callable[[str], int | None] | None = None
    ) -> None:
        """`place_of` says where an id stands, if somebody knows; `ids` must not be changed once they are handed in."""
        self.ids, self._make, self.place_of = ids, make, place_of

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self._make(name) for name in self.ids[index]]
        return self._make(self.ids[index])


class RowModel(QStringListModel):
    """The rows of a list.

    Qt counts and lays out all rows of a list whenever one changes. So their ids are kept on its side of the border,
    where a hundred thousand of them are no matter; Python is asked for those in sight.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self.ids: list[str] = []
        self._places: dict[str, int] | None = {}

    def replace(self, rows: Sequence[Row]) -> bool:
        """Show `rows`; whether they have the ids they had, in the same order."""
        ids = rows.ids if isinstance(rows, MadeRows) else [row.id for row in rows]
        before, self.rows, same = self.ids, rows, ids is self.ids or ids == self.ids
        if not same:
            self.ids, self._places = ids, None
            self._exchange(before, ids)
        return same

    def _exchange(self, before: list[str], ids: list[str]) -> None:
        """Hand the ids over: a few that came or went side by side, for Qt takes long over a hundred thousand."""
        place = _first_other(before, ids)
        alike = min(_alike_at_end(before, ids), len(before) - place, len(ids) - place)
        gone, came = len(before) - alike - place, ids[place : len(ids) - alike]
        if gone + len(came) > _FEW:
            self.setStringList(ids)
            return
        if gone:
            self.removeRows(place, gone)
        if came:
            self.insertRows(place, len(came))
            for at, name in enumerate(came, place):
                self.setData(self.index(at), name)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def place_of(self, name: str) -> int | None:
        """Where the row of this id stands."""
        if isinstance(self.rows, MadeRows) and self.rows.place_of is not None:
            return self.rows.place_of(name)
        if self._places is None:
            self._places = {name: place for place, name in enumerate(self.ids)}
        return self._places.get(name)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        # While the last row goes, Qt lays out what there was; an exception would take the program along.
        row = self.rows[index.row()] if index.row() < len(self.rows) else _GONE
        if role == _ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.title, row.detail) if part)
        return None


def _alike_at_end(one: list[str], other: list[str]) -> int:
    """How many of the last ids are the same in both lists."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _first_other(one: list[str], other: list[str]) -> int:
    """The first place at which two lists are not the same, or the end of the shorter."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class RowDelegate(QStyledItemDelegate):
    """Paints a row from the tokens."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(_ROLE)
        title = _prose_height(row, self._width()) if row.prose else _head()
        height = 2 * 8 + title + _line() * _lines(row) + (7 if row.progress is not None else 0)
        return QSize(80, height + 4)

    def _width(self) -> float:
        view = self.parent()
        return view.viewport().width() - 2 * _PAD if isinstance(view, QListView) else 200.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(_ROLE)
        tokens = self._appearance.tokens
        rect = QRectF(option.rect).adjusted(0, 2, 0, -2)
        painter.save()
        self._background(painter, rect, option, tokens)
        inner = rect.adjusted(_PAD, 8, -_PAD, -8)
        write = _prose if row.prose else _passage if row.lit else _title
        write(painter, inner, option.font, row, tokens)
        below = inner.top() + (_prose_height(row, inner.width()) if row.prose else _head())
        for place, text in enumerate(row.detail.split("\n") if row.detail else ()):
            line = QRectF(inner.left(), below + place * _line(), inner.width(), _line())
            _detail(painter, line, option.font, text, tokens)
        if row.progress is not None:
            _progress(painter, inner, row.progress, tokens)
        painter.restore()

    def _background(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, tokens: Tokens) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            box(painter, rect, tokens.accent_soft, None, 8)
        elif state & QStyle.StateFlag.State_MouseOver:
            box(painter, rect, tokens.hover, None, 8)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            focus_ring(painter, rect, tokens.accent, 8)


def _title(painter: QPainter, inner: QRectF, font: QFont, row: Row, tokens: Tokens) -> None:
    width = badge_width(font, row.badge)
    bold = sized(font, METRICS.body, bold=True)
    bold.setStrikeOut(row.dim)
    painter.setFont(bold)
    painter.setPen(QColor(tokens.muted if row.dim else tokens.text))
    room = inner.width() - (width + 8 if width else 0)
    text = QFontMetrics(bold).elidedText(row.title, Qt.TextElideMode.ElideRight, int(room))
    painter.drawText(QRectF(inner.left(), inner.top(), room, _head()), Qt.AlignmentFlag.AlignVCenter, text)
    _pill(painter, inner, font, row, tokens)


def _passage(painter: QPainter, inner: QRectF, font: QFont, row: Row, tokens: Tokens) -> None:
    """A line of text around what was found in it, which stays in sight where there is no room for all."""
    plain = sized(font, METRICS.body)
    metrics, (start, end) = QFontMetricsF(plain), row.lit or (0, 0)
    before, found, after = row.title[:start], row.title[start:end], row.title[end:]
    width = metrics.horizontalAdvance(found)
    room = max(0.0, inner.width() - width)
    spare = room - metrics.horizontalAdvance(after)
    before = metrics.elidedText(before, Qt.TextElideMode.ElideLeft, max(room * 0.4, spare))
    left = inner.left() + metrics.horizontalAdvance(before)
    box(painter, QRectF(left - 1, inner.top() + 1, width + 2, _line()), tokens.soft("amber"), tokens.tone("amber"), 3)
    painter.setFont(plain)
    painter.setPen(QColor(tokens.text))
    for text, at in ((before, inner.left()), (found, left), (after, left + width)):
        place = QRectF(at, inner.top(), max(0.0, inner.right() - at), _head())
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cut)


def _prose_room(row: Row, font: QFont, width: float) -> float:
    pill = badge_width(font, row.badge)
    return width - (pill + 8 if pill else 0)


def _prose_height(row: Row, width: float) -> int:
    font = sized(QApplication.font(), METRICS.body)
    room = QRectF(0, 0, _prose_room(row, font, width), 1000)
    needed = QFontMetricsF(font).boundingRect(room, _WRAP.value, row.title).height()
    return int(min(needed, PROSE_LINES * QFontMetricsF(font).lineSpacing()) + 2)


def _prose(painter: QPainter, inner: QRectF, font: QFont, row: Row, tokens: Tokens) -> None:
    plain = sized(font, METRICS.body)
    plain.setStrikeOut(row.dim)
    painter.setFont(plain)
    painter.setPen(QColor(tokens.muted if row.dim else tokens.text))
    room = QRectF(inner.left(), inner.top(), _prose_room(row, font, inner.width()), _prose_height(row, inner.width()))
    painter.drawText(room, _WRAP.value, row.title)
    _pill(painter, inner, font, row, tokens)


def _pill(painter: QPainter, inner: QRectF, font: QFont, row: Row, tokens: Tokens) -> None:
    width = badge_width(font, row.badge)
    if width:
        pill = QRectF(inner.right() - width, inner.top() + 1, width, _line())
        badge(painter, pill, font, row.badge, tokens.tone(row.tone), tokens.soft(row.tone))


def _lines(row: Row) -> int:
    return row.detail.count("\n") + 1 if row.detail else 0


def _detail(painter: QPainter, place: QRectF, font: QFont, words: str, tokens: Tokens) -> None:
    small = sized(font, METRICS.caption)
    painter.setFont(small)
    painter.setPen(QColor(tokens.muted))
    text = QFontMetricsF(small).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)


def _progress(painter: QPainter, inner: QRectF, share: float, tokens: Tokens) -> None:
    line = QRectF(inner.left(), inner.bottom() - 3, inner.width(), 3)
    box(painter, line, tokens.line, None, 1.5)
    if share > 0:
        box(painter, QRectF(line.left(), line.top(), max(3.0, line.width() * share), 3), tokens.accent, None, 1.5)


class RowList(QListView):
    """A list of rows. `chosen` carries the id of the row that a person went to, by mouse or by keyboard."""

    chosen = Signal(str)

    def __init__(
        self, appearance: Appearance, several: bool = False, even: bool = True, parent: QWidget | None = None
    ) -> None:
        """Make an empty list; `several` rows may be selected, `even` rows are all as high as the first."""
        super().__init__(parent)
        self._laid_out = False
        self._rows = RowModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(RowDelegate(appearance, self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(even)
        self.setResizeMode(QListView.ResizeMode.Fixed if even else QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.clicked.connect(lambda index: self._choose(index))

    def show_rows(self, rows: Sequence[Row], current: str | None = None) -> None:
        """Show `rows` with the row `current` selected."""
        kept = set(self.selected())
        if self._rows.replace(rows):
            self._refresh(len(rows))
        if current is not None and len(kept) <= 1:
            self.show_current(current)

    def _refresh(self, count: int) -> None:
        """The same rows say something else. Telling Qt of it lays all of them out again: only where heights differ."""
        if self.uniformItemSizes():
            self.viewport().update()
        elif count:
            self._rows.dataChanged.emit(self._rows.index(0), self._rows.index(count - 1))

    def show_current(self, current: str | None) -> None:
        """Select the row `current` and bring it into sight, telling nobody."""
        place = self._rows.place_of(current or "")
        if place is None:
            self.clearSelection()
        elif self.selected() != [current]:
            self.setCurrentIndex(self._rows.index(place))
            self.scrollTo(self._rows.index(place))

    def move_by(self, steps: int) -> None:
        """Select another row, telling nobody."""
        place = max(0, min(self.currentIndex().row() + steps, len(self._rows.rows) - 1))
        self.show_current(self._rows.ids[place])

    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return tuple(self._rows.rows)

    def ids(self) -> Sequence[str]:
        """The ids of the rows, from top to bottom."""
        return self._rows.ids

    def place_of(self, name: str) -> int | None:
        """Where the row of this id stands."""
        return self._rows.place_of(name)

    def selected(self) -> list[str]:
        """The ids of the selected rows, from top to bottom."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return [self._rows.ids[place] for place in places]

    def doItemsLayout(self) -> None:
        # Qt lays out all rows whenever the style or a row changes; out of sight nobody asks where they are.
        self._laid_out = self.isVisible()
        if self._laid_out:
            super().doItemsLayout()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._laid_out:
            self.doItemsLayout()
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        chosen = self.selectedIndexes()
        if len(chosen) == 1 and event.size().height() < event.oldSize().height():
            self.scrollTo(chosen[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        super().keyPressEvent(event)
        confirmed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if confirmed or self.currentIndex() != before:
            self._choose(self.currentIndex())

    def keyboardSearch(self, search: str) -> None:
        """Letters are the window's keys, not a search."""

    def _choose(self, index: Index) -> None:
        if index.isValid() and len(self.selectedIndexes()) <= 1:
            self.chosen.emit(self._rows.ids[index.row()])
