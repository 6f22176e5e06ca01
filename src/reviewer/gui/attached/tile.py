"""A tile for an attached file: a small picture or a sheet with its kind, the name, the size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QImage, QKeyEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget
from shiboken6 import isValid

from reviewer.annotations.attachment import Attachment, KeptFile, NewFile, media_type_of, plain_name
from reviewer.gui.appearance import Appearance
from reviewer.gui.theme import METRICS
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.painting import box, focus_ring, sized

SIZE = QSize(133, 44)
_PICTURE = 36


class Tile(QAbstractButton):
    """Clicked to look at the file; its menu and the Delete key do the rest."""

    save_wanted = Signal()
    open_wanted = Signal()
    remove_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        wording: Wording,
        file: Attachment | KeptFile | NewFile,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.file, self._appearance, self._wording = file, appearance, wording
        self.name = plain_name(file.name)
        self.kept = isinstance(file, Attachment)
        size = len(file.content) if isinstance(file, NewFile) else file.size
        self.media_type = media_type_of(file.content, file.name) if isinstance(file, NewFile) else file.media_type
        self._about = size_in_words(size)
        self._picture: QImage | None = None
        self.setFixedSize(SIZE * METRICS.scale)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{wording.text('attachment')}{wording.text('colon')}{self.name}, {self._about}")
        self.setToolTip(f"{self.name}\n{self.media_type} · {self._about}")

    def show_picture(self, picture: QImage | None) -> None:
        """Show the file's picture; None keeps the sheet."""
        if isValid(self) and picture is not None:
            self._picture = picture
            self.update()

    @property
    def pictured(self) -> bool:
        """Whether the file's own picture is shown."""
        return self._picture is not None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._appearance.tokens
        rect = QRectF(self.rect())
        box(painter, rect, tokens.hover if self.underMouse() else tokens.canvas, tokens.line, METRICS.radius)
        side = METRICS.px(_PICTURE)
        place = QRectF(4, 4, side, side)
        if self._picture is not None:
            self._paint_picture(painter, place, self._picture)
        else:
            self._paint_sheet(painter, place)
        self._paint_words(painter, QRectF(place.right() + 6, 4, rect.width() - place.right() - 10, side))
        if self.hasFocus():
            focus_ring(painter, rect, tokens.accent)

    def _paint_picture(self, painter: QPainter, place: QRectF, picture: QImage) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        fitted = picture.size().scaled(place.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRectF(0, 0, max(1, fitted.width()), max(1, fitted.height()))
        shown.moveCenter(place.center())
        painter.drawImage(shown, picture)

    def _paint_sheet(self, painter: QPainter, place: QRectF) -> None:
        tokens = self._appearance.tokens
        sheet = place.adjusted(6, 2, -6, -2)
        fold, low = 8.0, (sheet.bottomRight(), sheet.bottomLeft())
        corner = QPointF(sheet.right() - fold, sheet.top())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line_strong))
        painter.setBrush(QColor(tokens.surface))
        edge = [sheet.topLeft(), corner, QPointF(sheet.right(), sheet.top() + fold), *low]
        painter.drawPolygon(QPolygonF(edge))
        painter.drawPolyline(
            QPolygonF([corner, QPointF(corner.x(), corner.y() + fold), QPointF(sheet.right(), sheet.top() + fold)])
        )
        painter.setFont(sized(self.font(), METRICS.px(8), bold=True))
        painter.setPen(QColor(tokens.muted))
        words = QRectF(sheet.left(), sheet.center().y(), sheet.width(), sheet.height() / 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, _ending(self.name))

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        tokens, font = self._appearance.tokens, sized(self.font(), METRICS.caption)
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        # The end of a name says more than its middle.
        name = QFontMetricsF(font).elidedText(self.name, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(
            QRectF(place.left(), place.top(), place.width(), place.height() / 2), Qt.AlignmentFlag.AlignVCenter, name
        )
        painter.setPen(QColor(tokens.muted))
        below = QRectF(place.left(), place.center().y(), place.width(), place.height() / 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self._about)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.popup(event.globalPos())
        event.accept()

    def menu(self) -> QMenu:
        """What can be done with the file."""
        menu = QMenu(self)
        wanted = {"attachment-open": self.open_wanted, "attachment-save": self.save_wanted} if self.kept else {}
        for key, signal in {**wanted, "attachment-remove": self.remove_wanted}.items():
            menu.addAction(self._wording.text(key)).triggered.connect(lambda _=False, signal=signal: signal.emit())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _ending(name: str) -> str:
    suffix = name.rpartition(".")[2] if "." in name else ""
    return suffix.upper()[:4] or "?"


def size_in_words(count: int) -> str:
    """A number of bytes as people say it: `812 B`, `64 KB`, `2.4 MB`."""
    if count < 1024:
        return f"{count} B"
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"
