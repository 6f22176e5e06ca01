"""Buttons that show their key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer.gui.appearance import Appearance
from reviewer.gui.theme import METRICS, Tokens
from reviewer.gui.widgets.painting import box, cap_width, focus_ring, key_cap, mixed


class Look(StrEnum):
    """How loud a button is."""

    PRIMARY = "primary"
    OUTLINE = "outline"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class _Paint:
    fill: str | None
    line: str | None
    ink: str
    cap_ink: str
    cap_line: str
    cap_fill: str | None


class ActionButton(QAbstractButton):
    """A button with a key cap; `tone` colours it when it is checked."""

    def __init__(
        self,
        appearance: Appearance,
        look: Look = Look.QUIET,
        tone: str = "accent",
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._look, self._tone, self._compact = appearance, look, tone, compact
        self._key = ""
        self._action: QAction | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_key(self, key: str) -> None:
        """Show `key` in the cap; empty for none."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_look(self, look: Look) -> None:
        """Be as loud as `look` says."""
        self._look = look
        self.update()

    def follow(self, action: QAction, with_key: bool = True, sign: str = "") -> ActionButton:
        """Stand for `action`: its text with `sign` before it, its state and its key; clicking triggers it."""
        self._action, self._with_key, self._sign = action, with_key, sign
        action.changed.connect(self._mirror)
        self.clicked.connect(lambda: action.trigger())
        self._mirror()
        return self

    def nextCheckState(self) -> None:
        """A button that stands for an action shows the state of things, not that it was clicked."""
        if self._action is None:
            super().nextCheckState()

    def _mirror(self) -> None:
        action = self._action
        if action is None:
            return
        name = action.text().replace("&", "")
        text = f"{self._sign} {name}" if self._sign else name
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setEnabled(action.isEnabled())
        if self.isCheckable() and action.isCheckable():
            self.setChecked(action.isChecked())
        if text != self.text() or (self._with_key and keys != self._key):
            self.setText(text)
            self.setAccessibleName(name)
            self.setToolTip(f"{name}  {keys}" if keys else name)
            self.set_key(keys if self._with_key else "")

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        padding = 8 if self._compact else 11
        cap = cap_width(self.font(), self._key)
        width = metrics.horizontalAdvance(self.text()) + 2 * padding + (cap + 6 if cap else 0)
        return QSize(round(width) + 1, METRICS.px(26 if self._compact else 30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._paint(self._appearance.tokens)
        painter = QPainter(self)
        rect = QRectF(self.rect())
        box(painter, rect, look.fill, look.line)
        if self.hasFocus():
            focus_ring(painter, rect, self._ring())
        self._write(painter, rect, look)

    def _write(self, painter: QPainter, rect: QRectF, look: _Paint) -> None:
        cap = cap_width(self.font(), self._key)
        inner = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        left = (rect.width() - inner - (cap + 6 if cap else 0)) / 2
        painter.setFont(self.font())
        painter.setPen(QColor(look.ink))
        painter.drawText(QRectF(left, 0, inner + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if cap:
            place = QPointF(left + inner + 6, rect.height() / 2)
            key_cap(painter, place, self.font(), self._key, look.cap_ink, look.cap_line, look.cap_fill)

    def _ring(self) -> str:
        tokens = self._appearance.tokens
        return tokens.text if self._look is Look.PRIMARY else tokens.accent

    def _paint(self, tokens: Tokens) -> _Paint:
        if not self.isEnabled():
            return self._faint(tokens)
        if self.isChecked():
            ink = tokens.tone(self._tone)
            return _Paint(tokens.soft(self._tone), ink, ink, ink, mixed(ink, tokens.surface, 0.4), None)
        if self._look is Look.PRIMARY:
            return self._primary(tokens)
        hover = tokens.hover if self.underMouse() else None
        line = None if self._look is Look.QUIET else tokens.line_strong
        fill = mixed(tokens.line, tokens.hover, 0.6) if self.isDown() else hover
        return _Paint(fill, line, tokens.text, tokens.muted, tokens.line_strong, tokens.canvas)

    def _faint(self, tokens: Tokens) -> _Paint:
        ink = mixed(tokens.muted, tokens.surface, 0.65)
        line = None if self._look is Look.QUIET else tokens.line
        fill = tokens.hover if self._look is Look.PRIMARY else None
        return _Paint(fill, line, ink, ink, tokens.line, None)

    def _primary(self, tokens: Tokens) -> _Paint:
        fill = tokens.accent_hover if self.underMouse() or self.isDown() else tokens.accent
        ink = tokens.on_accent
        return _Paint(fill, None, ink, ink, mixed(ink, fill, 0.45), mixed(ink, fill, 0.14))
