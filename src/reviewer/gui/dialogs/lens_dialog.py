"""The lens: a damaged passage byte by byte, and how it was undone, step by step."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.appearance import Appearance
from reviewer.gui.models.labels import visible
from reviewer.gui.models.lens import Lens, lens
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.byte_strip import ByteStrip
from reviewer.gui.widgets.card import label
from reviewer.repair.gbk import encode, hexadecimal


class LensDialog(QDialog):
    """Shows one repair of shifted bytes."""

    def __init__(self, appearance: Appearance, wording: Wording, seen: Lens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(wording.text("lens-title"))
        self.strip = ByteStrip(appearance)
        self.strip.show_lens(seen)
        self.strip.setAccessibleName(f"{seen.restored} {hexadecimal(seen.data)}")
        self.steps = [label(selectable=True) for _ in range(4)]
        for number, (step, words) in enumerate(zip(self.steps, told(seen, wording), strict=True), 1):
            step.setText(f"{number}. {words}")
        self._lay_out()

    def _lay_out(self) -> None:
        held = QScrollArea()
        held.setWidget(self.strip)
        self.strip.resize(self.strip.sizeHint())
        held.setFixedSize(self.strip.width() + 20, min(330, self.strip.height() + 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(10)
        column.addWidget(held)
        for step in self.steps:
            column.addWidget(step)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)


def told(seen: Lens, wording: Wording) -> list[str]:
    """The way the passage went, in four steps."""
    say, cut = wording.text, hexadecimal(encode(seen.cut))
    left = say("list-comma").join(
        f"{hexadecimal(seen.data[piece.start : piece.end])} → {visible(piece.shown) or say('nothing')}"
        for piece in seen.pieces
        if not piece.cut
    )
    how = "lens-glossed" if seen.reading else "lens-split"
    return [
        say("lens-stood", restored=seen.restored, bytes=hexadecimal(seen.data)),
        say(how, cut=seen.cut, cut_bytes=cut, reading=seen.reading),
        say("lens-left", left=left, shown=visible(seen.shown)),
        say("lens-proved"),
    ]


def look_at(appearance: Appearance, wording: Wording, decided: DecidedRepair, parent: QWidget) -> LensDialog | None:
    """The lens over a repair; None where its reasons tell of no shifted bytes."""
    seen = lens(decided)
    return None if seen is None else LensDialog(appearance, wording, seen, parent)
