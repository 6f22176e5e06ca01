"""The inspector: tabs for the repairs, figures, claims, checks and history of the document on show."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.models.items import ItemKind
from reviewer.gui.panels.repairs_panel import RepairsPanel
from reviewer.gui.panels.talk import Talk
from reviewer.gui.widgets.count_tabs import CountTabs
from reviewer.gui.widgets.later import Later

if TYPE_CHECKING:
    from reviewer.gui.panels.checks_panel import ChecksPanel
    from reviewer.gui.panels.claims_panel import ClaimsPanel
    from reviewer.gui.panels.figures_panel import FiguresPanel
    from reviewer.gui.panels.history_panel import HistoryPanel

TABS = ("repairs", "figures", "claims", "checks", "history")
TAB_OF = {
    ItemKind.REPAIR: "repairs",
    ItemKind.LOSS: "repairs",
    ItemKind.FIGURE: "figures",
    ItemKind.CLAIM: "claims",
    ItemKind.FINDING: "checks",
}

# The window stands sooner without the panels that are not in sight.


def _figures(context: Context) -> FiguresPanel:
    from reviewer.gui.panels.figures_panel import FiguresPanel

    return FiguresPanel(context)


def _claims(context: Context) -> ClaimsPanel:
    from reviewer.gui.panels.claims_panel import ClaimsPanel

    return ClaimsPanel(context)


def _checks(context: Context) -> ChecksPanel:
    from reviewer.gui.panels.checks_panel import ChecksPanel

    return ChecksPanel(context)


def _history(context: Context) -> HistoryPanel:
    from reviewer.gui.panels.history_panel import HistoryPanel

    return HistoryPanel(context)


class Inspector(QWidget):
    """Shows one panel at a time; a panel out of sight is redrawn when it comes into sight."""

    tab_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self._context = context
        self.repairs = RepairsPanel(context)
        self._figures, self._claims = Later(partial(_figures, context)), Later(partial(_claims, context))
        self._checks, self._history = Later(partial(_checks, context)), Later(partial(_history, context))
        panels: tuple[QWidget, ...] = (self.repairs, self._figures, self._claims, self._checks, self._history)
        self._stale = set(TABS)
        self.tabs, self._stack = CountTabs(context.appearance), QStackedWidget()
        for name, panel in zip(TABS, panels, strict=True):
            place = self.tabs.addTab("")
            context.wording.bind(self, partial(self.tabs.name_tab, place), f"tab-{name}")
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.talk = Talk(context)
        column.addWidget(self.talk)
        self.tabs.currentChanged.connect(self._turned)
        # Not its own: the tabs may need more.
        self._stack.setMinimumWidth(280)

    @property
    def figures(self) -> FiguresPanel:
        """The panel of the figures."""
        return self._figures.inside

    @property
    def claims(self) -> ClaimsPanel:
        """The panel of the claims."""
        return self._claims.inside

    @property
    def checks(self) -> ChecksPanel:
        """The panel of what the checks found."""
        return self._checks.inside

    @property
    def history(self) -> HistoryPanel:
        """The panel of the change log."""
        return self._history.inside

    def _panel(self, name: str) -> RepairsPanel | FiguresPanel | ClaimsPanel | ChecksPanel | HistoryPanel:
        panel: RepairsPanel | FiguresPanel | ClaimsPanel | ChecksPanel | HistoryPanel = getattr(self, name)
        return panel

    @property
    def tab(self) -> str:
        """The name of the tab in sight."""
        return TABS[self.tabs.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring a tab into sight."""
        if name in TABS:
            self.tabs.setCurrentIndex(TABS.index(name))

    def _turned(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._draw()
        self.tab_chosen.emit(TABS[place])

    def refresh(self) -> None:
        """Show the document's state anew."""
        self._stale = set(TABS)
        self._count()
        self._draw()
        self.talk.refresh()

    def reload(self) -> None:
        """Another document is on show; `refresh_current`, which follows, draws the tab of the item at hand."""
        self._stale = set(TABS)
        self._count()

    def _draw(self) -> None:
        if self.tab in self._stale:
            self._stale.discard(self.tab)
            self._panel(self.tab).refresh()

    def refresh_history(self) -> None:
        """Show the change log anew."""
        self._stale.add("history")
        self._draw()

    def refresh_current(self) -> None:
        """Show the item at hand anew, in its own tab."""
        current = self._context.session.current
        if current is not None:
            self.show_tab(TAB_OF[current.kind])
        self._draw()
        self.talk.refresh()
        for name in TABS:
            if name not in self._stale:
                self._panel(name).refresh_current()

    def _count(self) -> None:
        session = self._context.session
        claims = len(session.state.claims) if session.state else 0
        repairs, figures, findings = (
            session.items.open_count(kind) for kind in (ItemKind.REPAIR, ItemKind.FIGURE, ItemKind.FINDING)
        )
        for place, count in enumerate((repairs, figures, claims, findings)):
            self.tabs.set_count(place, count)
