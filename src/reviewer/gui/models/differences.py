"""What a newer engine would do differently, as a table with a box to tick in each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from reviewer.gui.models.labels import visible
from reviewer.repair.damage import Decision
from reviewer.repair.plan import apply_edits
from reviewer.services.differing import Difference
from reviewer.text.edit import Edit
from reviewer.text.span import Span

COLUMNS = ("sort", "original", "before", "after")
_AROUND = 4
"""Characters shown around a change, so that it can be told where it is."""
_LONG = 60

Index = QModelIndex | QPersistentModelIndex
Say = Callable[..., str]


class Differences(QAbstractTableModel):
    """`ticked` are the places, in the comparison, of the differences to be taken over."""

    def __init__(self, found: tuple[Difference, ...], original: str, say: Say) -> None:
        super().__init__()
        self._found, self._original, self._say = found, original, say
        self._shown: list[int] = list(range(len(found)))
        self.ticked = {place for place, one in enumerate(found) if not one.held}

    def show(self, sort: str) -> None:
        """Show the differences of one sort (`held`: those that touch a person's decision; empty: all)."""
        self.beginResetModel()
        self._shown = [place for place, one in enumerate(self._found) if not sort or sort in sorts_of(one)]
        self.endResetModel()

    def difference(self, row: int) -> Difference:
        """The difference in a row."""
        return self._found[self._shown[row]]

    def tick(self, places: Iterable[int]) -> None:
        """Tick these places and no others."""
        self.ticked = set(places)
        self.dataChanged.emit(self.index(0, 0), self.index(max(0, self.rowCount() - 1), 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._say(f"difference-{COLUMNS[section]}")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self._shown[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            return Qt.CheckState.Checked if place in self.ticked else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(self._found[place], COLUMNS[index.column()])
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.ticked ^= {self._shown[index.row()]}
        self.dataChanged.emit(index, index)
        return True

    def _text(self, one: Difference, column: str) -> str:
        if column == "sort":
            sort = self._say(f"difference-{one.sort}")
            return f"{sort} · {self._say('difference-held')}" if one.held else sort
        return self.passage(one, column)

    def passage(self, one: Difference, column: str) -> str:
        """The passage as it was found, as it stands now, or as it would stand."""
        if column == "original":
            return self._written(one.span, ())
        if column == "before":
            edits = [kept.edit for kept in one.before if kept.decision is Decision.ACCEPTED]
            asked = [kept.replacement for kept in one.before if kept.open]
        else:
            edits = [made.edit for made in one.after if made.decision is Decision.ACCEPTED]
            asked = [made.replacement for made in one.after if made.decision is Decision.PROPOSED]
        shown = self._written(one.span, edits)
        if not asked:
            return shown
        nothing = self._say("nothing")
        return (
            f"{shown} · {self._say('difference-asks', reading='、'.join(visible(text) or nothing for text in asked))}"
        )

    def _written(self, span: Span, edits: Iterable[Edit]) -> str:
        low, high = max(0, span.start - _AROUND), min(len(self._original), span.end + _AROUND)
        inner = [Edit(e.start - low, e.end - low, e.replacement) for e in edits]
        text = apply_edits(self._original[low:high], inner).text
        return visible(text if len(text) <= _LONG else text[:_LONG] + "…")


def sorts_of(one: Difference) -> tuple[str, ...]:
    """Under what a difference is listed."""
    return (one.sort.value, "held") if one.held else (one.sort.value,)
