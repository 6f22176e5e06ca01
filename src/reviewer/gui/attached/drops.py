"""Lets a widget take files that are dropped on it or pasted into its fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from reviewer.gui.attached.incoming import has_files, pasted


class Drops(QObject):
    """Watches a widget; `taken` is handed what was dropped.

    Text that is dropped is handed over too where `texts` says so.
    """

    def __init__(self, on: QWidget, taken: Callable[[QMimeData], object], texts: bool = False) -> None:
        super().__init__(on)
        self._on, self._taken, self._texts = on, taken, texts
        on.setAcceptDrops(True)
        on.installEventFilter(self)

    def watch_pasting(self, *fields: QWidget) -> None:
        """Take files that are pasted into these fields; they leave what is dropped to the watched widget."""
        for field in fields:
            field.setAcceptDrops(False)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._on and isinstance(event, QDropEvent):
            return self._dropped(event)
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste) and watched is not self._on:
            return self._pasted(event)
        return super().eventFilter(watched, event)

    def _wants(self, mime: QMimeData) -> bool:
        return has_files(mime) or (self._texts and mime.hasText())

    def _dropped(self, event: QDropEvent) -> bool:
        if not self._wants(event.mimeData()):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._taken(event.mimeData())
        return True

    def _pasted(self, event: QKeyEvent) -> bool:
        mime = pasted()
        if not has_files(mime):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._taken(mime)
        return True
