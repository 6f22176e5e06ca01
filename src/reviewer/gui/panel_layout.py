"""The actions that move, float, hide and show the panels, and the layout that is kept."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from reviewer.gui.context import Context
from reviewer.gui.workbench import Side, Workbench

PANELS = ("library", "inspector", "document")

SOON = 600
"""Milliseconds after a change before the layout is written down."""


def take_keyboard(pane: QWidget) -> None:
    """Give the keyboard to what of a part of the window is worked in most: a text or a list, else the first control."""
    wanted = pane.findChildren(QAbstractScrollArea) + pane.findChildren(QWidget)
    able = (w for w in wanted if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus)
    found = next(able, None)
    if found is not None:
        found.window().activateWindow()
        found.setFocus(Qt.FocusReason.TabFocusReason)


class PanelLayout(QObject):
    """Connects the actions with the workbench."""

    def __init__(self, context: Context, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._bench = context, bench
        for name in PANELS:
            context.actions[f"show-{name}"].triggered.connect(lambda shown, name=name: self._show(name, shown))
            for side in Side:
                put = partial(self._put, name, side)
                context.actions[f"{name}-{side}"].triggered.connect(lambda _=False, put=put: put())
        context.actions["next-pane"].triggered.connect(lambda _=False: self._go_on())
        context.actions["arrange-panels"].triggered.connect(bench.arrange)
        context.actions["reset-layout"].triggered.connect(lambda _=False: self._reset())
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._keep)
        bench.changed.connect(self._check)

    def _go_on(self) -> None:
        """Take the keyboard to the next part of the window that is shown: the text, a panel, the next one."""
        panes = [pane for pane in (self._bench.centre, *self._bench.panels.values()) if pane.isVisible()]
        here = QApplication.focusWidget()
        inside = [place for place, pane in enumerate(panes) if here is not None and pane.isAncestorOf(here)]
        take_keyboard(panes[(inside[0] + 1) % len(panes)] if inside else panes[0])

    def _show(self, name: str, shown: bool) -> None:
        self._bench.show_panel(name, shown)
        self._keep()

    def _put(self, name: str, side: Side) -> None:
        self._bench.put(name, side)
        self._keep()
        self._check()

    def _reset(self) -> None:
        self._context.actions["arrange-panels"].setChecked(False)
        self._bench.arrange(False)
        self._bench.reset()
        self._keep()

    def show(self, name: str) -> None:
        """Show a panel that may be hidden."""
        if not self._bench.shows(name):
            self._show(name, True)

    def _check(self) -> None:
        """Let the menus say how things stand, and keep it once the hand rests."""
        if self._bench.isVisible():
            self._soon.start()
        for name in PANELS:
            self._context.actions[f"show-{name}"].setChecked(self._bench.shows(name))
            for side in Side:
                here = self._bench.shows(name) and self._bench.side(name) is side
                self._context.actions[f"{name}-{side}"].setChecked(here)

    def _keep(self) -> None:
        self._context.preferences.change(state=self._bench.notes())

    def restore(self) -> None:
        """Lay the panels out as they were left."""
        self._bench.restore(self._context.preferences.values.state)
        self._check()

    def remember(self) -> None:
        """Keep how the panels lie."""
        self._soon.stop()
        self._keep()
