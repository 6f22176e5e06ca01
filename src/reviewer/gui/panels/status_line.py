"""The line at the bottom: saved when, reviewer, position, figures checked, zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reviewer.gui.context import Context
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.card import label


class StatusLine(QWidget):
    """Where the review stands, in one line."""

    told = Signal(str)
    """A notice was shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._context = context
        self.saved, self.reviewer, self.position = (label(wrap=False) for _ in range(3))
        self.notice, self.figures, self.zoom = (label(wrap=False) for _ in range(3))
        self.saved.setObjectName("saved")
        self._place, self._percent = 0, 100
        self.paragraph_of: Callable[[int], int] = lambda place: 0
        self._told: tuple[object, str] = (None, "")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(20)
        for part in (self.saved, self.reviewer, self.position, self.notice):
            row.addWidget(part)
        row.addStretch()
        for part in (self.figures, self.zoom):
            row.addWidget(part)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), METRICS.px(27))

    def refresh(self) -> None:
        """Show everything anew."""
        session, say = self._context.session, self._context.wording
        moment = session.saved
        self.saved.setText("● " + (say.text("saved-at", time=f"{moment:%H:%M:%S}") if moment else say.text("saved")))
        reviewer = self._context.preferences.values.reviewer or say.text("reviewer-default")
        self.reviewer.setText(say.text("reviewer", name=reviewer))
        marks = session.state.figures if session.state else ()
        self.figures.setText(say.text("figures-checked", checked=session.tally.checked, total=len(marks)))
        self.figures.setVisible(session.state is not None)
        if self._told != self._moment():
            self.tell("")
        self.show_position(self._place)
        self.show_zoom(self._percent)

    def show_position(self, place: int) -> None:
        """Say at which character (0-based code point of the original) the reviewer is, and in which paragraph."""
        state = self._context.session.state
        self._place = place
        self.position.setVisible(state is not None)
        if state is not None:
            paragraph = self.paragraph_of(place)
            text = self._context.wording.text("position", character=place + 1, paragraph=paragraph)
            self.position.setText(text)

    @property
    def place(self) -> int:
        """The position that is shown."""
        return self._place

    def show_zoom(self, percent: int) -> None:
        """Say how large the text is."""
        self._percent = percent
        self.zoom.setText(self._context.wording.text("zoom", percent=percent))

    def warn(self, text: str) -> None:
        """As `tell`, of what should not be overlooked."""
        self.tell(f"⚠ {text}")
        self._colour(self._context.appearance.tokens.amber)

    def _colour(self, colour: str) -> None:
        wanted = f"color: {colour}; font-weight: 600;" if colour else ""
        if self.notice.styleSheet() != wanted:
            self.notice.setStyleSheet(wanted)

    def tell(self, text: str) -> None:
        """A short notice of what just happened; it goes with the next change."""
        self._told = self._moment()
        self._colour("")
        self.notice.setText(text)
        self.notice.setAccessibleName(text)
        if text:
            self.told.emit(text)

    def _moment(self) -> tuple[object, str]:
        """The last change and the language, for which a notice holds."""
        return self._context.session.saved, self._context.wording.locale
