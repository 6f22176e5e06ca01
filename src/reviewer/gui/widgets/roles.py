"""What a screen reader takes cards and charts for."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from reviewer.gui.widgets.card import Card
from reviewer.gui.widgets.interval_chart import IntervalChart
from reviewer.gui.widgets.state_bar import StateBar

ROLES: dict[type[QWidget], QAccessible.Role] = {
    Card: QAccessible.Role.Grouping,
    IntervalChart: QAccessible.Role.Chart,
    StateBar: QAccessible.Role.Chart,
}

_installed = False


def install() -> None:
    """Make Qt ask here for the accessible form of what is painted or framed; more than once does no harm."""
    global _installed
    if _installed:
        return
    _installed = True
    kinds = tuple(ROLES)

    def made(name: str, described: QObject) -> QAccessibleInterface | None:
        if not isinstance(described, kinds):
            return None
        role = next(role for kind, role in ROLES.items() if isinstance(described, kind))
        return QAccessibleWidget(described, role)

    QAccessible.installFactory(made)
