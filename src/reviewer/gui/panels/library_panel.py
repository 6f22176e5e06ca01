"""The library: every document with what waits in it, and the place where files are dropped."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.models.library_rows import Order, Shown, belongs, listed, share_done
from reviewer.gui.panels.import_progress import ImportProgress
from reviewer.gui.widgets.card import label
from reviewer.gui.widgets.chip import ChipRow
from reviewer.gui.widgets.list_filter import FilterField
from reviewer.gui.widgets.rows import Row, RowList
from reviewer.services.reading import DocumentEntry


class LibraryPanel(QWidget):
    """Lists the documents. `wanted` carries the id of the one to show."""

    wanted = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("library")
        self._context = context
        self._order = Order.IMPORTED
        self.filter = FilterField(context, "filter-documents")
        self.filter.textChanged.connect(self.refresh)
        self._sort = QToolButton()
        self._sort.setText("⇅")
        self._sort.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.chips = ChipRow(context.appearance, list(Shown))
        self.chips.chosen.connect(self.refresh)
        self.list = RowList(context.appearance, several=True)
        self.list.chosen.connect(self.wanted)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.import_progress = ImportProgress(context)
        self._empty, self._empty_text, self._empty_button = QWidget(), label("empty"), QPushButton()
        self._name_parts()
        self._lay_out()
        self.setMinimumWidth(180)

    def _name_parts(self) -> None:
        bind = self._context.wording.bind
        bind(self, self.list.setAccessibleName, "library")
        bind(self, self._sort.setToolTip, "sort")
        bind(self, self._sort.setAccessibleName, "sort")
        self._empty_button.clicked.connect(self._context.actions["import"].trigger)
        bind(self, self._empty_button.setText, "action-import")
        self._sort.setMenu(self._sort_menu())

    def _sort_menu(self) -> QMenu:
        menu, group = QMenu(self), QActionGroup(self)
        for order in Order:
            action = QAction(self)
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.triggered.connect(lambda _=False, order=order: self._sort_by(order))
            self._context.wording.bind(self, action.setText, f"sort-{order}")
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.filter)
        top.addWidget(self._sort)
        middle = QVBoxLayout(self._empty)
        middle.addWidget(self._empty_text)
        middle.addWidget(self._empty_button, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch()
        self._empty_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 6)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.chips)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self.import_progress)

    def _sort_by(self, order: Order) -> None:
        self._order = order
        self.refresh()

    def refresh(self) -> None:
        """Show the list anew."""
        session, say = self._context.session, self._context.wording
        for shown in Shown:
            count = sum(belongs(entry, shown) for entry in session.entries)
            self.chips.write(shown, say.text(f"shown-{shown}"), count)
        found = listed(session.entries, Shown(self.chips.current()), self._order, self.filter.text())
        self.list.show_rows([self._row(entry) for entry in found], session.document)
        self._show_empty(bool(found))

    def show_current(self) -> None:
        """Select the document on show."""
        self.list.show_current(self._context.session.document)

    def _show_empty(self, something: bool) -> None:
        nothing_at_all = not self._context.session.entries
        self.list.setVisible(something)
        self._empty.setVisible(not something)
        self._empty_button.setVisible(nothing_at_all)
        self._empty_text.setText(self._context.wording.text("library-empty" if nothing_at_all else "nothing-here"))

    def _row(self, entry: DocumentEntry) -> Row:
        badge = f"✓ {entry.ticked}/{entry.items}" if entry.items else ""
        tone = "green" if entry.ticked == entry.items else "grey"
        return Row(entry.id, entry.title or entry.name, self._detail(entry), badge, tone, share_done(entry))

    def _detail(self, entry: DocumentEntry) -> str:
        say = self._context.wording
        counts = {
            "contradictions": entry.contradictions,
            "questions": entry.questions,
            "repairs-open": entry.repairs_open,
            "figures-open": entry.figures_open,
        }
        parts = [say.text(f"count-{name}", count=count) for name, count in counts.items() if count]
        waiting = " · ".join(parts) or say.text("nothing-open")
        return f"{entry.name} · {encoding_name(entry.encoding)}\n{waiting}"

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for name in ("document-done", "export", "remove-document"):
            menu.addAction(self._context.actions[name])
        menu.exec(self.list.viewport().mapToGlobal(place))


def encoding_name(encoding: str) -> str:
    """An encoding as people write it: `UTF-8`, `GB18030`, `Big5-HKSCS`."""
    upper = encoding.upper().replace("_", "-")
    return {"BIG5HKSCS": "Big5-HKSCS", "BIG5-HKSCS": "Big5-HKSCS", "BIG5": "Big5", "UTF-8-SIG": "UTF-8"}.get(
        upper, upper
    )
