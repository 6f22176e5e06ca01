"""The lens: a damaged passage byte by byte, and how it was undone, step by step."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.appearance import Appearance
from reviewer.gui.models.lens_story import Story, story
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.byte_strip import ByteStrip
from reviewer.gui.widgets.card import label
from reviewer.repair.gbk import hexadecimal

HIGHEST = 330
"""Pixels that the bytes take at most; more are scrolled."""


class LensDialog(QDialog):
    """Shows the bytes of one repair, each time they were read, and the steps between."""

    def __init__(self, appearance: Appearance, wording: Wording, seen: Story, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(wording.text("lens-title"))
        self.strips = [ByteStrip(appearance) for _ in seen.strips]
        for strip, shown in zip(self.strips, seen.strips, strict=True):
            strip.show_lens(shown)
            strip.setAccessibleName(f"{shown.restored} {hexadecimal(shown.data)}")
        self.steps = [label(selectable=True) for _ in seen.steps]
        for number, (step, (key, values)) in enumerate(zip(self.steps, seen.steps, strict=True), 1):
            step.setText(f"{number}. {wording.text(key, **values)}")
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QWidget()
        inside = QVBoxLayout(rows)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        for strip in self.strips:
            inside.addWidget(strip)
        rows.setFixedSize(rows.sizeHint())
        held = QScrollArea()
        held.setWidget(rows)
        held.setFixedSize(max(440, rows.width() + 20), min(HIGHEST, rows.height() + 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(10)
        column.addWidget(held)
        for step in self.steps:
            column.addWidget(step)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)


def look_at(appearance: Appearance, wording: Wording, decided: DecidedRepair, parent: QWidget) -> LensDialog | None:
    """The lens over a repair; None where its reasons tell of no bytes."""
    seen = story(decided)
    return None if seen is None else LensDialog(appearance, wording, seen, parent)
