"""A part of the window that is put together when it is first seen: what nobody looks at costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

Inside = TypeVar("Inside", bound=QWidget)


class Later(QWidget, Generic[Inside]):
    """Stands for a widget until somebody asks for it or sees it."""

    def __init__(self, build: Callable[[], Inside]) -> None:
        super().__init__()
        self._build = build
        self._made: Inside | None = None

    @property
    def inside(self) -> Inside:
        """The widget itself, made now if it was not yet."""
        if self._made is None:
            self._made = self._build()
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self._made)
        return self._made

    def showEvent(self, event: QShowEvent) -> None:
        self.inside.show()
        super().showEvent(event)
