"""What today's engine would do differently from the repairs that are kept, to be taken over or left."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.models.differences import Differences, sorts_of
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import label
from reviewer.gui.widgets.chip import ChipRow
from reviewer.services.rerunning import Rerun

_SORT_WIDTH = 176
SORTS = ("", "new", "changed", "gone", "held")


class RerunDialog(QDialog):
    """Stays open beside the window. `place_wanted` carries a passage of the original, `taken` the chosen places."""

    place_wanted = Signal(object)
    taken = Signal(object)

    def __init__(self, context: Context, found: Rerun, original: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._say, self._found = context, context.wording.text, found
        self.model = Differences(found.differences, original, self._say)
        self.table, self.reason = QTableView(), label("muted", selectable=True)
        self.chips = ChipRow(context.appearance, list(SORTS))
        self.all, self.chosen, self.none = (
            ActionButton(context.appearance, look) for look in (Look.PRIMARY, Look.OUTLINE, Look.OUTLINE)
        )
        self.resize(900, 560)
        self._fill()
        self._lay_out()
        self._connect()
        self._count()

    def _fill(self) -> None:
        self.setWindowTitle(self._say("rerun-title"))
        counts = Counter(sort for one in self._found.differences for sort in sorts_of(one))
        counts[""] = len(self._found.differences)
        for sort in SORTS:
            self.chips.write(sort, self._say(f"difference-{sort or 'all'}"), counts[sort])
            self.chips.offer(sort, counts[sort] > 0)
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self._say("rerun-title"))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(0, _SORT_WIDTH)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().setDefaultSectionSize(28)
        self.none.setText(self._say("rerun-none"))
        self.reason.setMinimumHeight(44)

    def _lay_out(self) -> None:
        lead = label("muted")
        lead.setText(self._say("rerun-lead"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch()
        for button in (self.none, self.chosen, self.all):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for widget in (lead, self.chips, self.table, self.reason):
            column.addWidget(widget)
        column.addLayout(row)
        column.setStretch(2, 1)

    def _connect(self) -> None:
        self.chips.chosen.connect(self._show)
        self.model.dataChanged.connect(self._count)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._look(now.row()))
        self.table.activated.connect(lambda index: self._look(index.row()))
        self.none.clicked.connect(lambda: self._take([]))
        self.chosen.clicked.connect(lambda: self._take(sorted(self.model.ticked)))
        self.all.clicked.connect(lambda: self._take(list(self._found.free())))

    def _show(self, sort: str) -> None:
        self.model.show(sort)
        self.reason.clear()

    def _look(self, row: int) -> None:
        """Show where a difference is, and why the engine would do it."""
        if not 0 <= row < self.model.rowCount():
            return
        one = self.model.difference(row)
        say = self._context.wording.say
        reasons = dict.fromkeys(say(reason) for made in one.after for reason in made.reasons)
        words = [*reasons] or [self._say("difference-no-longer")]
        if one.held:
            words.append(self._say("difference-held-why"))
        self.reason.setText(self._say("joiner").join(words))
        self.place_wanted.emit(one.span)

    def _count(self) -> None:
        free, ticked = len(self._found.free()), len(self.model.ticked)
        self.all.setText(self._say("rerun-all", count=f"{free:,}"))
        self.all.setEnabled(free > 0)
        self.chosen.setText(self._say("rerun-chosen", count=f"{ticked:,}"))
        self.chosen.setEnabled(ticked > 0)

    def _take(self, places: list[int]) -> None:
        self.taken.emit(places)
        self.accept()
