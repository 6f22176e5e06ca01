"""The look in force: follows the system's colour scheme or the reviewer's choice, and changes while running."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from reviewer.gui.stylesheet import stylesheet
from reviewer.gui.theme import METRICS, Theme, Tokens, tokens

BREATH = 8
"""Milliseconds between two steps of a change: what was typed meanwhile gets its turn."""


class Appearance(QObject):
    """The tokens in force. `changed` is emitted after the application wears new ones."""

    changed = Signal()

    def __init__(self, app: QApplication, theme: Theme = Theme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self.theme = theme
        self.tokens: Tokens = tokens(theme, self._system_dark())
        self._steps: Iterator[str] = iter(())
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self.dress()

    def choose(self, theme: Theme) -> None:
        """Use `theme` from now on."""
        self.theme = theme
        self._follow()

    def _system_dark(self) -> bool:
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def grow(self, scale: float) -> None:
        """Write the window's own words this many times as large as usual from now on."""
        if scale != METRICS.scale:
            METRICS.scale = scale
            font = self._app.font()
            font.setPixelSize(METRICS.body)
            self._app.setFont(font)
            self._change()

    def _follow(self, *_: object) -> None:
        wanted = tokens(self.theme, self._system_dark())
        if wanted is not self.tokens:
            self.tokens = wanted
            self._change()

    def _change(self) -> None:
        self._steps = self._changing()
        self._go_on()

    def _go_on(self) -> None:
        """Take the next step, then see to what else there is to do."""
        if next(self._steps, None) is not None:
            QTimer.singleShot(BREATH, self, self._go_on)

    def settle(self) -> None:
        """Take at once the steps that are left."""
        for _ in self._steps:
            pass

    def _changing(self) -> Iterator[str]:
        """Change clothes, as far as possible out of sight: each step keeps the window some hundredths of a second."""
        shown = [window for window in self._app.topLevelWidgets() if window.isVisible() and window.updatesEnabled()]
        for window in shown:
            window.setUpdatesEnabled(False)
        try:
            self.undress()
            yield "bare"
            self._app.setPalette(palette(self.tokens))
            yield "coloured"
            self._app.setStyleSheet(stylesheet(self.tokens))
            yield "dressed"
            self.changed.emit()
        finally:
            for window in shown:
                if isValid(window):
                    window.setUpdatesEnabled(True)

    def undress(self) -> None:
        """Take the style sheet off.

        Another sheet in the place of one makes Qt polish every widget once for each widget around it, and one that is
        worn while a window is put together does so whenever a part is put into another.
        """
        self._app.setStyleSheet("")

    def dress(self) -> None:
        """Put on the colours and the style sheet in force."""
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(stylesheet(self.tokens))


def palette(look: Tokens) -> QPalette:
    """The same colours as a Qt palette, for what a style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, look.surface),
        (role.WindowText, look.text),
        (role.Base, look.canvas),
        (role.AlternateBase, look.surface),
        (role.Text, look.text),
        (role.Button, look.surface),
        (role.ButtonText, look.text),
        (role.ToolTipBase, look.raised),
        (role.ToolTipText, look.text),
        (role.PlaceholderText, look.muted),
        (role.Highlight, look.accent),
        (role.HighlightedText, look.on_accent),
        (role.Link, look.accent),
        (role.Mid, look.line),
    ):
        made.setColor(name, QColor(colour))
    return made
