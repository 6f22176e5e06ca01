"""The sign of a finding: a shape of its own for each severity, so that colour is not needed to tell them apart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.figures.finding import Severity
from reviewer.gui.appearance import Appearance
from reviewer.gui.theme import METRICS, Tokens
from reviewer.gui.widgets.painting import sized

SIDE, LETTER = 17, 12
"""The sign and its letter as they are drawn, before they grow with the type."""
TONES = {Severity.CONTRADICTION: "red", Severity.QUESTION: "amber", Severity.NOTE: "grey"}


class SeveritySign(QWidget):
    """A diamond with ≠ for a contradiction, a circle with ? for a question, a square with i for a note."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._severity, self._quiet = Severity.NOTE, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_severity(self, severity: Severity, quiet: bool = False) -> None:
        """Show the sign of a severity; `quiet` in grey."""
        self._severity, self._quiet = severity, quiet
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(METRICS.px(SIDE), METRICS.px(SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._appearance.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / SIDE, self.height() / SIDE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.muted if self._quiet else tokens.tone(TONES[self._severity])))
        {
            Severity.CONTRADICTION: _contradiction,
            Severity.QUESTION: _question,
            Severity.NOTE: _note,
        }[self._severity](painter, tokens)


def _contradiction(painter: QPainter, tokens: Tokens) -> None:
    half = SIDE / 2
    painter.drawPolygon(QPolygonF([QPointF(half, 0), QPointF(SIDE, half), QPointF(half, SIDE), QPointF(0, half)]))
    painter.setPen(QPen(QColor(tokens.surface), 1.4))
    for y in (half - 1.8, half + 1.8):
        painter.drawLine(QPointF(half - 3.6, y), QPointF(half + 3.6, y))
    painter.drawLine(QPointF(half + 2.2, half - 4.2), QPointF(half - 2.2, half + 4.2))


def _question(painter: QPainter, tokens: Tokens) -> None:
    painter.drawEllipse(QRectF(0.5, 0.5, SIDE - 1, SIDE - 1))
    _letter(painter, tokens, "?")


def _note(painter: QPainter, tokens: Tokens) -> None:
    painter.drawRoundedRect(QRectF(1.5, 1.5, SIDE - 3, SIDE - 3), 3, 3)
    _letter(painter, tokens, "i")


def _letter(painter: QPainter, tokens: Tokens, letter: str) -> None:
    painter.setFont(sized(painter.font(), LETTER, bold=True))
    painter.setPen(QColor(tokens.surface))
    painter.drawText(QRectF(0, 0, SIDE, SIDE), Qt.AlignmentFlag.AlignCenter, letter)
