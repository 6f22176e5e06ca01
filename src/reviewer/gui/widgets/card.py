"""Cards: a framed box with a title at the left and a remark at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget


def label(role: str = "", wrap: bool = True, selectable: bool = False) -> QLabel:
    """A label of plain text in one of the style sheet's roles."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    if role == "empty":
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def link_button() -> QPushButton:
    """A button that looks like a link."""
    made = QPushButton()
    made.setProperty("look", "link")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def emptied(layout: QLayout) -> None:
    """Take every widget out of a layout and let it go."""
    while (taken := layout.takeAt(0)) is not None:
        widget = taken.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Card(QFrame):
    """A framed box; `body` takes what stands below the title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        # A title that has no room beside the remark goes on below: a card must not be wider than its panel.
        self.title = label("strong")
        self.remark = label("muted", wrap=False)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self.head_row = QHBoxLayout()
        self.head_row.addWidget(self.title, 1)
        self.head_row.addWidget(self.remark, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(13, 10, 13, 11)
        box.setSpacing(6)
        box.addLayout(self.head_row)
        box.addLayout(self.body)

    def head(self, title: str, remark: str, colour: str = "") -> None:
        """Write the first line; `colour` is the title's."""
        self.title.setText(title)
        wanted = f"color: {colour}; font-weight: 600;" if colour else ""
        if self.title.styleSheet() != wanted:
            # Qt works a style sheet through even where it is the one there was.
            self.title.setStyleSheet(wanted)
        self.remark.setText(remark)
        self.setAccessibleName(f"{title}, {remark}" if remark else title)

    def set_current(self, current: bool) -> None:
        """Outline the card as the one at hand."""
        if self.property("current") != current:
            self.setProperty("current", current)
            self.style().unpolish(self)
            self.style().polish(self)
