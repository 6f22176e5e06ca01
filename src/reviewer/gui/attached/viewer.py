"""Attached pictures, one at a time: fitted or larger, the others of the same evidence beside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from reviewer.annotations.attachment import Attachment
from reviewer.gui.attached import actions
from reviewer.gui.attached.pictures import Pictures
from reviewer.gui.attached.tile import size_in_words
from reviewer.gui.context import Context
from reviewer.gui.widgets.card import label

SIDE = 4_096
"""Pixels of the longer side up to which a picture is shown in full."""
STEPS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)


class Viewer(QDialog):
    """Shows pictures. Arrow keys turn to the next, + and - zoom, 0 fits."""

    def __init__(self, context: Context, pictures: Sequence[Attachment], place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context, self._files, self._place = context, pictures, place
        self._image: QImage | None = None
        self.zoom: float | None = None
        """How large a pixel is; None fits the picture into the window."""
        self.picture, self._room = QLabel(), QScrollArea()
        self._caption = label("muted", selectable=True)
        self.resize(900, 680)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._room.setWidget(self.picture)
        self._room.setWidgetResizable(True)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.turn = {
            key: self._button(row, sign, key, act)
            for sign, key, act in (
                ("‹", "viewer-previous", partial(self.turn_to, -1)),
                ("›", "viewer-next", partial(self.turn_to, 1)),
                ("−", "viewer-smaller", partial(self.zoom_by, -1)),
                ("+", "viewer-larger", partial(self.zoom_by, 1)),
                ("⤢", "viewer-fit", self.fit),
            )
        }
        row.addWidget(self._caption, 1)
        done: tuple[tuple[str, Callable[[], object]], ...] = (
            ("attachment-open", self._open), ("attachment-save", self._save), ("close", self.close)
        )  # fmt: skip
        for key, act in done:
            button = QPushButton(self._context.wording.text(key))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self._room, 1)
        column.addLayout(row)

    def _button(self, row: QHBoxLayout, sign: str, key: str, act: Callable[[], object]) -> QToolButton:
        button, words = QToolButton(), self._context.wording.text(key)
        button.setText(sign)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda _=False: act())
        row.addWidget(button)
        return button

    @property
    def file(self) -> Attachment:
        """The picture on show."""
        return self._files[self._place]

    def turn_to(self, by: int) -> None:
        """Show the next or the previous picture."""
        self._place = (self._place + by) % len(self._files)
        self._show()

    def zoom_by(self, steps: int) -> None:
        """Show it larger or smaller."""
        now = self._scale()
        wanted = [step for step in STEPS if (step > now + 0.01 if steps > 0 else step < now - 0.01)]
        if wanted:
            self.zoom = wanted[0] if steps > 0 else wanted[-1]
            self._draw()

    def fit(self) -> None:
        """Show all of it."""
        self.zoom = None
        self._draw()

    def _show(self) -> None:
        say, file = self._context.wording.text, self.file
        self.setWindowTitle(file.name)
        self._image, self.zoom = None, None
        self.picture.setText(say("viewer-waiting"))
        self.picture.setAccessibleName(file.name)
        self._caption.setText(f"{file.name} · {size_in_words(file.size)}")
        self._caption.setToolTip(f"SHA-256 {file.sha256}")
        for key in ("viewer-previous", "viewer-next"):
            self.turn[key].setVisible(len(self._files) > 1)
        library = self._context.session.library.path
        Pictures.of(self._context.jobs).ask(library, file, SIDE, lambda image: self._arrived(file, image))

    def _arrived(self, file: Attachment, image: QImage | None) -> None:
        if not isValid(self) or file != self.file:
            return
        self._image = image
        if image is None:
            self.picture.setText(self._context.wording.text("viewer-none"))
            return
        place = f" ({self._place + 1}/{len(self._files)})" if len(self._files) > 1 else ""
        self._caption.setText(f"{file.name}{place} · {image.text('full')} · {size_in_words(file.size)}")
        self._draw()

    def _scale(self) -> float:
        if self.zoom is not None or self._image is None:
            return self.zoom or 1.0
        room = self._room.maximumViewportSize() - QSize(4, 4)
        return min(1.0, room.width() / self._image.width(), room.height() / self._image.height())

    def _draw(self) -> None:
        if self._image is None:
            return
        ratio = self.devicePixelRatioF()
        size = self._image.size() * (self._scale() * ratio)
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = QPixmap.fromImage(
            self._image.scaled(size.expandedTo(QSize(1, 1)), Qt.AspectRatioMode.KeepAspectRatio, smooth)
        )
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.zoom is None:
            self._draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turn_to(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if key == Qt.Key.Key_Minus else 1)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        actions.open_outside(self._context, self.file)

    def _save(self) -> None:
        actions.save(self._context, self.file, self)
