"""Where the Tab key goes: through everything in sight in the order in which it is read, whenever it was made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cmp_to_key

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget


def stops(root: QWidget) -> list[QWidget]:
    """What below `root` takes the keyboard by Tab, row by row and from left to right."""
    return [widget for widget in _read(root) if _takes_tab(widget)]


def beside(root: QWidget, here: QWidget | None, forward: bool) -> QWidget | None:
    """The stop after or before `here`; past the last one it goes on from the first. None where there is none."""
    found = stops(root)
    if not found:
        return None
    # What has the keyboard may be part of a stop, or be none itself.
    place = next((at for at, stop in enumerate(found) if stop is here or (here and stop.isAncestorOf(here))), None)
    if place is None:
        return found[0 if forward else -1]
    return found[(place + (1 if forward else -1)) % len(found)]


def go_on(root: QWidget, forward: bool) -> bool:
    """Give the keyboard to the stop after or before what has it; whether there is one."""
    stop = beside(root, QApplication.focusWidget(), forward)
    if stop is not None:
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return stop is not None


def _read(parent: QWidget) -> Iterator[QWidget]:
    children = [
        child
        for child in parent.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    for child in sorted(children, key=cmp_to_key(_before)):
        yield child
        if not _takes_tab(child) or _holds_more(child):
            yield from _read(child)


def _before(one: QWidget, other: QWidget) -> int:
    """Negative where `one` is read before `other`: above it, or beside it at the left."""
    a, b = one.geometry(), other.geometry()
    if a.bottom() < b.top() or b.bottom() < a.top():
        return a.top() - b.top()
    return a.left() - b.left()


def _takes_tab(widget: QWidget) -> bool:
    able = widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return able and not widget.objectName().startswith("qt_") and not _is_spoken_for(widget)


def _is_spoken_for(widget: QWidget) -> bool:
    """Whether it is one of several of which the chosen one stands for all; arrow keys lead on."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None and group.exclusive() else None
    return chosen is not None and chosen is not widget and chosen.isVisible()


def _holds_more(widget: QWidget) -> bool:
    """Whether more than the stop itself is within it: a tile's menu, a card that can be chosen."""
    return widget.layout() is not None
