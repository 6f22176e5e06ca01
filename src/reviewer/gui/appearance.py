"""The look in force: follows the system's colour scheme or the reviewer's choice, and changes while running."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from reviewer.gui.stylesheet import stylesheet
from reviewer.gui.theme import Theme, Tokens, tokens


class Appearance(QObject):
    """The tokens in force. `changed` is emitted after the application wears new ones."""

    changed = Signal()

    def __init__(self, app: QApplication, theme: Theme = Theme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self.theme = theme
        self.tokens: Tokens = tokens(theme, self._system_dark())
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._wear()

    def choose(self, theme: Theme) -> None:
        """Use `theme` from now on."""
        self.theme = theme
        self._follow()

    def _system_dark(self) -> bool:
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _follow(self, *_: object) -> None:
        wanted = tokens(self.theme, self._system_dark())
        if wanted is not self.tokens:
            self.tokens = wanted
            self._wear()
            self.changed.emit()

    def _wear(self) -> None:
        self._app.setPalette(palette(self.tokens))
        # Another sheet in the place of one makes Qt polish every widget once for each widget around it; none in
        # between, and it does so twice in all.
        self._app.setStyleSheet("")
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
