"""The body of the window: the review in the middle, panels beside it that can be moved, floated and hidden."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget


class Side(StrEnum):
    """Where a panel is."""

    LEFT = "left"
    RIGHT = "right"
    FLOATING = "floating"


_AREAS = {Side.LEFT: Qt.DockWidgetArea.LeftDockWidgetArea, Side.RIGHT: Qt.DockWidgetArea.RightDockWidgetArea}
_SETTLING = 2
"""The version of the notes that `notes` gives: older ones are not understood."""


class TitleBar(QWidget):
    """What a panel is dragged by, with buttons to send it to the other side, float or dock it, and hide it."""

    def __init__(self, panel: Panel) -> None:
        super().__init__(panel)
        self.setObjectName("panel-title")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = QLabel()
        self.name.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 4, 2)
        row.setSpacing(2)
        row.addWidget(self.name, 1)
        self.buttons: dict[str, QToolButton] = {}
        for name, sign in (("other-side", "⇄"), ("float", "↗"), ("hide", "✕")):
            self.buttons[name] = QToolButton()
            self.buttons[name].setText(sign)
            self.buttons[name].clicked.connect(lambda _=False, name=name: panel.asked.emit(name))
            row.addWidget(self.buttons[name])

    def write(self, say: Callable[[str], str]) -> None:
        """Name the buttons; `say` gives the sentence of a key."""
        for name, button in self.buttons.items():
            button.setToolTip(say(f"panel-{name}"))
            button.setAccessibleName(say(f"panel-{name}"))


class Panel(QDockWidget):
    """One panel. Its title bar is there only while it floats or panels are being arranged."""

    asked = Signal(str)
    """A button of the title bar: `other-side`, `float` or `hide`."""

    def __init__(self, name: str, inside: QWidget) -> None:
        super().__init__()
        self.setObjectName(f"panel-{name}")
        self.setAllowedAreas(_AREAS[Side.LEFT] | _AREAS[Side.RIGHT])
        self.setWidget(inside)
        self._arranging = False
        self._nothing, self.bar = QWidget(), TitleBar(self)
        self.bar.hide()
        self.setTitleBarWidget(self._nothing)
        self.topLevelChanged.connect(lambda _: self._dress())

    def arrange(self, arranging: bool) -> None:
        """Show the title bar also while the panel does not float, or no longer."""
        self._arranging = arranging
        self._dress()

    def _dress(self) -> None:
        wanted = self.bar if self._arranging or self.isFloating() else self._nothing
        if self.titleBarWidget() is not wanted:
            self.setTitleBarWidget(wanted)
            self.bar.setVisible(wanted is self.bar)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.asked.emit("hide")


class Workbench(QMainWindow):
    """The review with its panels. `widths` are pixels of each panel at first, which stand on `sides`; `hidden` ones
    are not shown until they are asked for.

    `changed` says that a panel was moved, floated, hidden or shown.
    """

    changed = Signal()

    def __init__(
        self,
        centre: QWidget,
        panels: Mapping[str, QWidget],
        sides: Mapping[str, Side],
        widths: Mapping[str, int],
        hidden: Collection[str] = (),
    ) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("workbench")
        self.setAnimated(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDockOptions(QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        self.centre = centre
        self.setCentralWidget(centre)
        self._sides, self._first, self._hidden = dict(sides), dict(widths), frozenset(hidden)
        self._wanted: dict[str, int] | None = dict(widths)
        self.panels = {name: Panel(name, inside) for name, inside in panels.items()}
        for name, panel in self.panels.items():
            self.addDockWidget(_AREAS[sides[name]], panel)
            panel.asked.connect(lambda what, name=name: self._do(name, what))
            panel.dockLocationChanged.connect(self.changed)
            panel.topLevelChanged.connect(self.changed)
            panel.setHidden(name in self._hidden)

    def side(self, name: str) -> Side:
        """Where a panel is, or will be when it is shown again."""
        panel = self.panels[name]
        if panel.isFloating():
            return Side.FLOATING
        return Side.RIGHT if self.dockWidgetArea(panel) == _AREAS[Side.RIGHT] else Side.LEFT

    def put(self, name: str, side: Side) -> None:
        """Move a panel and show it."""
        panel = self.panels[name]
        if side is Side.FLOATING:
            panel.setFloating(True)
            self._bring_into_sight(panel)
        else:
            beside = [p.width() for n, p in self.panels.items() if p.isVisible() and self.side(n) is side]
            width = max([panel.width(), *beside])
            panel.setFloating(False)
            self.addDockWidget(_AREAS[side], panel)
            self.resizeDocks([panel], [width], Qt.Orientation.Horizontal)
        self.show_panel(name, True)

    def _bring_into_sight(self, panel: Panel) -> None:
        corner = self.mapToGlobal(self.rect().center())
        panel.move(corner.x() - panel.width() // 2, corner.y() - panel.height() // 2)

    def show_panel(self, name: str, shown: bool) -> None:
        """Show or hide a panel."""
        self.panels[name].setVisible(shown)
        self.changed.emit()

    def shows(self, name: str) -> bool:
        """Whether a panel is shown."""
        return not self.panels[name].isHidden()

    def arrange(self, arranging: bool) -> None:
        """Show what panels are dragged by, or no longer."""
        for panel in self.panels.values():
            panel.arrange(arranging)

    def widths(self) -> dict[str, int]:
        """How wide each panel is, in pixels."""
        return {name: panel.width() for name, panel in self.panels.items()}

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Make panels so wide, as far as there is room."""
        self._wanted = None if self.isVisible() else dict(widths)
        self.resizeDocks([self.panels[n] for n in widths], list(widths.values()), Qt.Orientation.Horizontal)

    def reset(self) -> None:
        """Put everything back where it was at first."""
        for name, side in self._sides.items():
            self.panels[name].setFloating(False)
            self.addDockWidget(_AREAS[side], self.panels[name])
            self.panels[name].setHidden(name in self._hidden)
        self.set_widths(self._first)
        self.changed.emit()

    def name(self, say: Callable[[str], str]) -> None:
        """Write names in the language chosen; `say` gives the sentence of a key."""
        for name, panel in self.panels.items():
            panel.setWindowTitle(say(f"panel-{name}"))
            panel.bar.name.setText(say(f"panel-{name}"))
            panel.bar.write(say)

    def notes(self) -> str:
        """Where everything is, as `restore` understands it."""
        return self.saveState(_SETTLING).toBase64().toStdString()

    def restore(self, notes: str) -> bool:
        """Put everything where it was; False, and nothing moves, for notes that are not understood."""
        if not notes or not self.restoreState(QByteArray.fromBase64(notes.encode()), _SETTLING):
            return False
        self._wanted = None
        for panel in self.panels.values():
            panel.arrange(False)
            if panel.isFloating() and self.screen() and not self._on_a_screen(panel):
                self._bring_into_sight(panel)
        return True

    def _on_a_screen(self, panel: Panel) -> bool:
        return any(
            screen.availableGeometry().intersects(panel.frameGeometry()) for screen in self.screen().virtualSiblings()
        )

    def _do(self, name: str, what: str) -> None:
        side = self.side(name)
        if what == "hide":
            self.show_panel(name, False)
        elif what == "float":
            self.put(name, self._docked(name) if side is Side.FLOATING else Side.FLOATING)
        else:
            self.put(name, Side.LEFT if side is Side.RIGHT else Side.RIGHT)

    def _docked(self, name: str) -> Side:
        """The side that a floating panel came from."""
        return Side.RIGHT if self.dockWidgetArea(self.panels[name]) == _AREAS[Side.RIGHT] else Side.LEFT

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Give panels the widths they were to have: before there is a window there is nothing to divide."""
        if self._wanted is not None and self.isVisible():
            wanted, self._wanted = self._wanted, None
            self.set_widths(wanted)
