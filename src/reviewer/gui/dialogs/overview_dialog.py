"""The overview of the library: charts that lead to the documents behind each number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui import work
from reviewer.gui.context import Context
from reviewer.gui.models.overview_charts import charts, named, tiles
from reviewer.gui.overview.view import ChartView
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.card import label
from reviewer.gui.widgets.rows import Row, RowList
from reviewer.services import overview
from reviewer.services.overview import Overview

COLUMNS = (("damage", "progress", "checklists"), ("figures", "findings", "verdicts"))
"""The charts of the two columns, from above; that of the days stands below both."""

TAB_OF = {
    "repairs": "repairs",
    "losses": "repairs",
    "figures": "figures",
    "claims": "claims",
    "findings": "checks",
    "items": "checklist",
}
_SIDE = 268


class OverviewDialog(QDialog):
    """Stays open beside the window. `document_wanted` carries a document and the tab that has the number asked for."""

    document_wanted = Signal(str, str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._say = context, context.wording.text
        self._asked = ""
        self.view: Overview | None = None
        self.charts = {
            name: ChartView(context.appearance, context.wording) for name in (*COLUMNS[0], *COLUMNS[1], "days")
        }
        self.tiles = QHBoxLayout()
        self.side = label("strong")
        self.rows = RowList(context.appearance)
        self.resize(1120, 760)
        self._lay_out()
        for chart in self.charts.values():
            chart.asked.connect(self.ask)
            chart.failed.connect(self._tell)
        self.rows.chosen.connect(self._want)
        context.session.documents_changed.connect(self.read)
        for changed in (context.wording.changed, context.appearance.changed):
            changed.connect(self.refresh)
        self.refresh()
        self.read()

    def _lay_out(self) -> None:
        board = QWidget()
        board.setObjectName("surface")
        whole_board, beside_another = QVBoxLayout(board), QHBoxLayout()
        whole_board.setContentsMargins(0, 0, 8, 0)
        for names, share in zip(COLUMNS, (3, 2), strict=True):
            below_another = QVBoxLayout()
            below_another.setSpacing(12)
            for name in names:
                below_another.addWidget(_framed(self.charts[name]))
            below_another.addStretch()
            beside_another.addLayout(below_another, share)
        for layout in (whole_board, beside_another):
            layout.setSpacing(12)
        whole_board.addLayout(beside_another)
        whole_board.addWidget(_framed(self.charts["days"]))
        whole_board.addStretch()
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setWidget(board)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addLayout(self.tiles)
        left.addWidget(scrolled, 1)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.side)
        beside.addWidget(self.rows, 1)
        self.rows.setFixedWidth(METRICS.px(_SIDE))
        self.side.setFixedWidth(METRICS.px(_SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 18, 18, 18)
        whole.setSpacing(18)
        whole.addLayout(left, 1)
        whole.addLayout(beside)

    def read(self) -> None:
        """Count the library again, in the worker."""
        path = self._context.session.library.path
        job = self._context.jobs.run(work.read_overview, path, topic="overview")
        job.done.connect(self.show_overview)
        job.failed.connect(self._context.session.failed)

    def show_overview(self, view: Overview) -> None:
        """Draw these numbers."""
        self.view = view
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew, in the language and the colours in force."""
        self.setWindowTitle(self._say("overview-title", library=self._context.session.library.path.stem))
        self.rows.setAccessibleName(self._say("overview-side"))
        if self.view is not None:
            made = charts(self.view, self._say)
            for name, chart in self.charts.items():
                chart.show_chart(made[name])
            self._show_tiles(self.view)
        self._show_side()

    def _show_tiles(self, view: Overview) -> None:
        while (item := self.tiles.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for what, count, whole in tiles(view, self._say):
            self.tiles.addWidget(_tile(what, count, whole), 1)

    def ask(self, name: str) -> None:
        """Show the documents behind a bar; a document's own bar leads straight to it."""
        what, _, value = name.partition(":")
        if what == "document":
            self.document_wanted.emit(value, "")
            return
        self._asked = name
        for chart in self.charts.values():
            chart.take(name)
        self._show_side()

    def _show_side(self) -> None:
        if not self._asked:
            self.side.setText(self._say("overview-hint"))
            self.rows.show_rows(())
            return
        what, _, value = self._asked.partition(":")
        found = overview.holding(self._context.session.library, what, value)
        title = named(self._asked, (chart.chart for chart in self.charts.values()))
        self.side.setText(self._say("overview-behind", what=title, count=len(found)))
        self.rows.show_rows([Row(e.id, e.title or e.name, e.name, f"{n:,}") for e, n in found])

    def _want(self, document: str) -> None:
        self.document_wanted.emit(document, TAB_OF.get(self._asked.partition(":")[0], ""))

    def _tell(self, words: str) -> None:
        from PySide6.QtWidgets import QMessageBox

        QMessageBox.warning(self, self.windowTitle(), words)


def _framed(chart: ChartView) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(16, 12, 16, 14)
    column.addWidget(chart, 0, Qt.AlignmentFlag.AlignTop)
    return frame


def _tile(what: str, count: str, whole: str) -> QFrame:
    """A number with its name below."""
    frame = QFrame()
    frame.setProperty("role", "card")
    frame.setAccessibleName(f"{what} {count} {whole}".strip())
    number, rest, name = QLabel(count), label("muted", wrap=False), label("muted", wrap=False)
    number.setProperty("role", "title")
    rest.setText(whole)
    name.setText(what)
    line = QHBoxLayout()
    line.setSpacing(5)
    line.addWidget(number)
    line.addWidget(rest, 0, Qt.AlignmentFlag.AlignBottom)
    line.addStretch()
    column = QVBoxLayout(frame)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(2)
    column.addLayout(line)
    column.addWidget(name)
    return frame
