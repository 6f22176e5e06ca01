"""Painting one row of one column: what lies behind the text, the text, and the lines over it.

Marks differ by line style as well as by colour; what is still to be decided carries a dashed frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from reviewer.gui.review_view import strokes
from reviewer.gui.review_view.content import ALERT, DAMAGED, REJECTED, MarkStyle
from reviewer.gui.review_view.layout import Fragment, RowLayout
from reviewer.gui.review_view.palette import ReviewPalette
from reviewer.text.span import Span

_SIGN_OF_TONE = {
    "green": "check",
    "teal": "check",
    "amber": "tilde",
    "red": "cross",
    "grey": "question",
    ALERT: "bang",
    DAMAGED: "gap",
}
_ALWAYS_FILLED = frozenset({MarkStyle.GLOSS, MarkStyle.SHIFT, MarkStyle.OTHER, MarkStyle.LOSS})
_FIGURE_FILL = {"green": "green_fill", "red": "red_fill", "grey": "grey_fill", DAMAGED: "loss_fill"}
_IN_RED = frozenset({ALERT, DAMAGED})


@dataclass(frozen=True, slots=True)
class Highlights:
    """What is lit in one column besides marks: spans in code points, and the id of the current mark."""

    selection: Span | None = None
    mirrored: bool = False
    hits: Sequence[Span] = ()
    current_hit: Span | None = None
    current: str | None = None


def paint_row(
    painter: QPainter,
    row: RowLayout,
    at: QPointF,
    clip: QRectF,
    inks: ReviewPalette,
    lit: Sequence[tuple[RowLayout, Highlights]],
    scale: float,
) -> None:
    """Paint `row` with its top left corner at `at`; `clip` in the painter's coordinates.

    `lit` is what is lit in it; of a woven row in each column, as that sees the row.
    """
    painter.translate(at)
    clip = clip.translated(-at)
    near = row.fragments_near(clip.top(), clip.bottom())
    for under in (True, False):
        for fragment in near:
            if (fragment.mark.style is MarkStyle.CLAIM) is under:
                _paint_behind(painter, fragment, inks)
    # What is selected or found is seen through every mark: above their fills, below their lines.
    for seen, lights in lit:
        _paint_lit(painter, seen, inks, lights)
    painter.setPen(strokes.colour(inks.text))
    row.layout.draw(painter, QPointF(), [], clip)
    for fragment in near:
        _paint_over(painter, fragment, inks, scale)
    for current in {lights.current for _, lights in lit if lights.current is not None}:
        _paint_current(painter, row, inks, current, scale)
    for fragment in near:
        _paint_sign(painter, fragment, inks, scale)
    painter.translate(-at)


def _paint_lit(painter: QPainter, row: RowLayout, inks: ReviewPalette, lit: Highlights) -> None:
    for hit in lit.hits:
        for rect in row.rects(hit):
            strokes.fill(painter, rect, inks.hit_fill)
            strokes.outline(painter, rect, strokes.pen(inks.amber, 1.0, (), 0.45), 2.5)
    if lit.current_hit is not None:
        for rect in row.rects(lit.current_hit):
            strokes.fill(painter, rect, inks.hit_current_fill)
            strokes.outline(painter, rect, strokes.pen(inks.amber, 1.5), 2.5)
    if lit.selection is not None:
        tint = inks.mirror_fill if lit.mirrored else inks.selection_fill
        for rect in row.bands(lit.selection):
            painter.fillRect(rect, strokes.colour(tint))


def _paint_behind(painter: QPainter, fragment: Fragment, inks: ReviewPalette) -> None:
    mark = fragment.mark
    if mark.style is MarkStyle.FIGURE:
        paper = str(getattr(inks, _FIGURE_FILL.get(mark.tone, "figure_fill")))
        for rect in fragment.rects:
            strokes.fill(painter, _box(rect), paper, 4.5)
    elif mark.style is MarkStyle.CLAIM:
        for rect in fragment.rects:
            painter.fillRect(rect.adjusted(0, -1, 0, 3), strokes.colour(inks.claim_fill, 0.8))
    elif mark.tone != REJECTED and (fragment.struck or mark.open or mark.style in _ALWAYS_FILLED):
        paper = inks.fill(mark.style)
        for rect in fragment.rects:
            strokes.fill(painter, rect.adjusted(0, -0.5, 0, 1.5), paper)


def _box(rect: QRectF) -> QRectF:
    """The box around a figure."""
    return rect.adjusted(0.5, -1.5, -0.5, 2.5)


def _paint_box(painter: QPainter, fragment: Fragment, inks: ReviewPalette) -> None:
    tone = fragment.mark.tone
    stroke = strokes.pen(_border(tone, inks), 1.8 if tone in (ALERT, "red") else 1.0)
    if tone == DAMAGED:
        stroke = strokes.pen(inks.loss, 1.4, (3.0, 2.0))
    for rect in fragment.rects:
        strokes.outline(painter, _box(rect), stroke, 4.5)


def _border(tone: str, inks: ReviewPalette) -> str:
    return inks.red if tone == ALERT else inks.tone(tone, inks.figure_border)


@dataclass(frozen=True, slots=True)
class _Pencil:
    """What the line of one mark is drawn with."""

    painter: QPainter
    inks: ReviewPalette
    scale: float
    is_open: bool
    style: MarkStyle

    def pen(self, ink: str, width: float, dashes: tuple[float, ...] = ()) -> QPen:
        """A pen of this pencil's strength; `width` at a zoom of 100 %."""
        return strokes.pen(ink, width * self.scale, dashes)

    def under(self, rect: QRectF, stroke: QPen, below: float = 1.0) -> None:
        """A line under text."""
        strokes.line(self.painter, rect, rect.bottom() + below, stroke)


def _paint_over(painter: QPainter, fragment: Fragment, inks: ReviewPalette, scale: float) -> None:
    mark = fragment.mark
    if mark.style is MarkStyle.FIGURE:
        _paint_box(painter, fragment, inks)
        return
    pencil = _Pencil(painter, inks, scale, mark.open, mark.style)
    draw = _rejected if mark.tone == REJECTED else _struck if fragment.struck else _LINES[mark.style]
    for rect in fragment.rects:
        draw(pencil, rect)
        if mark.open and mark.style not in (MarkStyle.CLAIM, MarkStyle.LOSS):
            frame = rect.adjusted(0, -1, 0, 2)
            strokes.outline(painter, frame, strokes.pen(inks.ink(mark.style), 1.0, (3.0, 2.0), 0.85), 3.0)


def _rejected(pencil: _Pencil, rect: QRectF) -> None:
    """The text stands as it was, so nothing is struck: a thin grey line says that a repair was turned down here."""
    pencil.under(rect, pencil.pen(pencil.inks.grey, 1.0, (4.0, 3.0)))


def _struck(pencil: _Pencil, rect: QRectF) -> None:
    """The text was taken out: a line through it, in the line style of what took it out."""
    y = rect.center().y() + pencil.scale
    stroke = pencil.style
    if stroke is MarkStyle.SHIFT:
        strokes.wave(pencil.painter, rect, y, pencil.pen(pencil.inks.shift, 1.1), pencil.scale)
    else:
        strokes.line(pencil.painter, rect, y, pencil.pen(pencil.inks.ink(stroke), 1.2, _STRUCK.get(stroke, ())))


def _gloss(pencil: _Pencil, rect: QRectF) -> None:
    y = rect.center().y() + pencil.scale
    strokes.line(pencil.painter, rect, y, pencil.pen(pencil.inks.gloss, 1.0))


def _shift(pencil: _Pencil, rect: QRectF) -> None:
    stroke = pencil.pen(pencil.inks.shift, 1.3)
    strokes.wave(pencil.painter, rect, rect.bottom() + 1.0, stroke, pencil.scale)


def _conversion(pencil: _Pencil, rect: QRectF) -> None:
    pencil.under(rect, pencil.pen(pencil.inks.conversion, 2.0))


def _punctuation(pencil: _Pencil, rect: QRectF) -> None:
    pencil.under(rect, pencil.pen(pencil.inks.punctuation, 2.0, (1.0, 1.2)))


def _other(pencil: _Pencil, rect: QRectF) -> None:
    pencil.under(rect, pencil.pen(pencil.inks.other, 2.0, (3.0, 1.6)))


def _claim(pencil: _Pencil, rect: QRectF) -> None:
    pencil.under(rect, pencil.pen(pencil.inks.claim, 2.0, (4.0, 2.0) if pencil.is_open else ()), below=3.0)


def _loss(pencil: _Pencil, rect: QRectF) -> None:
    strokes.hole(pencil.painter, rect, pencil.pen(pencil.inks.loss, 1.4))


_STRUCK = {MarkStyle.PUNCTUATION: (1.0, 1.2), MarkStyle.OTHER: (3.0, 1.6)}

_LINES = {
    MarkStyle.GLOSS: _gloss,
    MarkStyle.SHIFT: _shift,
    MarkStyle.CONVERSION: _conversion,
    MarkStyle.PUNCTUATION: _punctuation,
    MarkStyle.OTHER: _other,
    MarkStyle.CLAIM: _claim,
    MarkStyle.LOSS: _loss,
}


def _paint_sign(painter: QPainter, fragment: Fragment, inks: ReviewPalette, scale: float) -> None:
    mark = fragment.mark
    name = _SIGN_OF_TONE.get(mark.tone)
    if name is None or not fragment.finishes or not fragment.rects:
        return
    if mark.style in (MarkStyle.FIGURE, MarkStyle.CLAIM):
        corner = fragment.rects[-1].topRight() + QPointF(-1.0, -1.0)
        ink = inks.red if mark.tone in _IN_RED else inks.tone(mark.tone, inks.muted)
        strokes.sign(painter, name, corner, ink, inks.background, 9.5 * scale)


def _paint_current(painter: QPainter, row: RowLayout, inks: ReviewPalette, current: str, scale: float) -> None:
    stroke = strokes.pen(inks.current, 2.0)
    for fragment in row.fragments_of(current):
        for rect in fragment.rects:
            strokes.outline(painter, rect.adjusted(-1.5, -2.5, 1.5, 3.5), stroke, 5.0)
        span = fragment.mark.span(row.column)
        if not fragment.rects and row.span.start <= span.start <= row.end:
            place = row.caret(span.start).adjusted(0, -2.0, 0, 3.0)
            strokes.caret(painter, place.left(), place, strokes.pen(inks.current, 1.8 * scale))
