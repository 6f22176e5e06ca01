"""A chart on the screen: looked at with the pointer, walked through by keyboard, clicked, kept as a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QSizePolicy, QToolTip, QWidget

from reviewer.gui.appearance import Appearance
from reviewer.gui.overview.chart import Bar, Chart
from reviewer.gui.overview.drawing import Style, draw, height, places
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.painting import box, focus_ring

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
_MARGIN = 16
_SCALE = 2
"""Pixels of a kept picture for each device-independent one."""


class ChartView(QWidget):
    """Shows one chart. `asked` carries the name of a bar that a person went to."""

    asked = Signal(str)
    failed = Signal(str)
    """Why a picture could not be kept: the path, then the reason."""

    def __init__(self, appearance: Appearance, wording: Wording, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._wording = appearance, wording
        self.chart = Chart("", ())
        self.current = ""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart) -> None:
        """Draw `chart`; the bar at hand stays at hand if it is still there."""
        self.chart = chart
        if all(bar.name != self.current for bar in chart.bars):
            self.current = ""
        walkable = any(bar.name for bar in chart.bars) and not chart.blank
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if walkable else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription("\n".join(bar.spoken for bar in chart.bars) or chart.empty)
        self.updateGeometry()
        self.update()

    def take(self, name: str) -> None:
        """Take the bar called `name` to hand; none where the chart has no such bar."""
        self.current = name if self._bar(name) is not None else ""
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, height(self.chart))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, height(self.chart))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw(painter, self.chart, self.width(), Style(self._appearance.tokens, self.font(), self.current))
        if self.hasFocus() and not self.current:
            focus_ring(painter, QRectF(self.rect()), self._appearance.tokens.accent)
        bar = self._bar(self.current)
        if self.hasFocus() and bar is not None:
            place = places(self.chart, self.width())[self.chart.bars.index(bar)]
            box(painter, place.adjusted(0, 1, 0, -1), None, self._appearance.tokens.accent, 6)

    # Pointer

    def _at(self, place: QPointF) -> Bar | None:
        found = zip(self.chart.bars, places(self.chart, self.width()), strict=False)
        return next((bar for bar, area in found if area.contains(place)), None)

    def _bar(self, name: str) -> Bar | None:
        return next((bar for bar in self.chart.bars if name and bar.name == name), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        bar = self._at(event.position())
        named = bar is not None and bool(bar.name and bar.count)
        self.setCursor(Qt.CursorShape.PointingHandCursor if named else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        bar = self._at(event.position())
        if bar is not None and event.button() == Qt.MouseButton.LeftButton:
            self._ask(bar)

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            bar = self._at(QPointF(event.pos()))
            if bar is not None:
                QToolTip.showText(event.globalPos(), bar.spoken, self)
            return True
        return bool(super().event(event))  # type: ignore[arg-type]

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._bar(self.current)
        if event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and bar is not None:
            self._ask(bar)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.current:
            self._step(0)

    def _step(self, by: int) -> None:
        names = [bar.name for bar in self.chart.bars if bar.name and bar.count]
        if names:
            here = names.index(self.current) + by if self.current in names else 0
            self.current = names[max(0, min(here, len(names) - 1))]
            self.update()

    def _ask(self, bar: Bar) -> None:
        if bar.name and bar.count:
            self.current = bar.name
            self.asked.emit(bar.name)
            self.update()

    # Kept as a picture, a drawing or a table

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        for name, act in (("svg", self._choose_svg), ("png", self._choose_png), ("table", self.copy_table)):
            menu.addAction(self._wording.text(f"chart-{name}")).triggered.connect(act)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _choose_svg(self) -> None:
        self._choose("svg")

    def _choose_png(self) -> None:
        self._choose("png")

    def _choose(self, form: str) -> None:
        title = self._wording.text(f"chart-{form}")
        chosen, _ = QFileDialog.getSaveFileName(self, title, f"{self.chart.title}.{form}", f"*.{form}")
        if chosen:
            path = Path(chosen)
            self.keep(path if path.suffix else path.with_suffix(f".{form}"))

    def keep(self, path: Path) -> bool:
        """Write the chart as SVG or, for any other suffix, as PNG; False (and `failed`) when that cannot be done."""
        from reviewer.exports.atomic import OutputProblem, write_whole

        try:
            write_whole(path, self.svg() if path.suffix.lower() == ".svg" else self.png())
        except OutputProblem as problem:
            self.failed.emit("\n".join(self._wording.sentences(problem.message)))
            return False
        return True

    def copy_table(self) -> None:
        """Put the numbers on the clipboard as lines of cells parted by tabs."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in self.chart.table()))

    def _size(self) -> QSize:
        return QSize(self.width() + 2 * _MARGIN, height(self.chart) + 2 * _MARGIN)

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(QPointF(0, 0), self._size()), QColor(self._appearance.tokens.surface))
        painter.translate(_MARGIN, _MARGIN)
        draw(painter, self.chart, self.width(), Style(self._appearance.tokens, self.font()))

    def png(self) -> bytes:
        """The chart as a PNG picture of twice its size on the screen."""
        image = QImage(self._size() * _SCALE, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(_SCALE)
        painter = QPainter(image)
        self._draw(painter)
        painter.end()
        return _encoded(image)

    def svg(self) -> bytes:
        """The chart as an SVG drawing."""
        from PySide6.QtCore import QBuffer
        from PySide6.QtSvg import QSvgGenerator

        kept = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(kept)
        generator.setSize(self._size())
        generator.setViewBox(QRectF(QPointF(0, 0), self._size()))
        generator.setTitle(self.chart.title)
        painter = QPainter(generator)
        self._draw(painter)
        painter.end()
        return bytes(kept.data().data())


def _encoded(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImageWriter

    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(kept, QByteArray(b"png")).write(image)
    return bytes(kept.data().data())
