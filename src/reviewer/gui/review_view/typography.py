"""Sizes of the review view: font, line pitch, margins and columns, all in device-independent pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextOption

from reviewer.gui.review_view.content import Column

BASE_SIZE = 16
_LINE_HEIGHT = 1.8
_FALLBACKS = (
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "PingFang TC",
    "Microsoft JhengHei UI",
    "Noto Sans CJK SC",
    "Microsoft YaHei UI",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)


@dataclass(frozen=True)
class Typography:
    """The font at one zoom and what follows from it.

    `pitch` is the distance of base lines, `baseline` where the first one lies below the top of a row, `gap` the space
    after a paragraph, `pad` the space inside the box around a figure, `advance` the width of a Chinese character.
    """

    font: QFont
    small: QFont
    pitch: int
    baseline: float
    ascent: float
    descent: float
    gap: int
    pad: float
    margin: int
    advance: float

    @property
    def scale(self) -> float:
        """Size relative to a zoom of 100 %."""
        return self.font.pixelSize() / BASE_SIZE


def typography(family: str, zoom: int) -> Typography:
    """Sizes for a font family (empty for the default) and a zoom in percent."""
    font, small = _font(family, BASE_SIZE * zoom / 100), _font(family, 12 * zoom / 100)
    metrics = QFontMetricsF(font)
    pitch = round(max(_LINE_HEIGHT * font.pixelSize(), metrics.height()))
    return Typography(
        font=font,
        small=small,
        pitch=pitch,
        baseline=(pitch - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent(),
        ascent=min(metrics.ascent(), font.pixelSize() * 0.98),
        descent=min(metrics.descent(), font.pixelSize() * 0.28),
        gap=round(font.pixelSize() * 1.25),
        pad=font.pixelSize() * 0.18,
        margin=round(font.pixelSize() * 1.15),
        advance=max(1.0, metrics.horizontalAdvance("國")),
    )


def _font(family: str, pixels: float) -> QFont:
    font = QFont()
    font.setFamilies([family, *_FALLBACKS] if family else list(_FALLBACKS))
    font.setPixelSize(max(6, round(pixels)))
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


@lru_cache(maxsize=16)
def wrapping(stops: tuple[float, ...] = ()) -> QTextOption:
    """How lines are broken: by the Unicode rules, anywhere if a run is longer than a line, always left to right.

    `stops` are pixels from the left that a tab goes on to.
    """
    option = QTextOption()
    if stops:
        option.setTabs([QTextOption.Tab(stop, QTextOption.TabType.LeftTab) for stop in stops])
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    return option


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the texts lie: beside one another or woven into one column, and whether paragraphs are numbered."""

    one_column: bool = False
    numbers: bool = True


BESIDE = Arrangement()


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns and the gutter between them lie across the width of the view."""

    width: int
    gutter: int
    margin: int

    @property
    def sides(self) -> tuple[Column, ...]:
        """The columns, from left to right."""
        return tuple(Column)

    @property
    def text_width(self) -> int:
        """How wide lines may be."""
        return max(40, (self.width - self.gutter) // 2 - 2 * self.margin)

    @property
    def rules(self) -> tuple[int, ...]:
        """Where lines part the columns from the gutter."""
        return self.gutter_left, self.gutter_left + self.gutter - 1

    @property
    def gutter_left(self) -> int:
        """Where the gutter begins."""
        return self.text_width + 2 * self.margin

    def left(self, column: Column) -> int:
        """Where the text of a column begins."""
        return self.margin if column is Column.ORIGINAL else self.gutter_left + self.gutter + self.margin

    def column_at(self, x: float) -> Column:
        """The column nearest to `x`."""
        return Column.ORIGINAL if x < self.gutter_left + self.gutter / 2 else Column.REPAIRED

    def in_gutter(self, x: float) -> bool:
        """Whether `x` lies between the columns."""
        return self.gutter_left <= x < self.gutter_left + self.gutter


@dataclass(frozen=True, slots=True)
class OneColumn(Columns):
    """Both texts in one column, the gutter left of it, lines no longer than `longest`."""

    longest: int

    @property
    def sides(self) -> tuple[Column, ...]:
        return (Column.REPAIRED,)

    @property
    def text_width(self) -> int:
        return max(40, min(self.longest, self.width - self.gutter - 2 * self.margin))

    @property
    def gutter_left(self) -> int:
        return max(0, self.width - self.gutter - 2 * self.margin - self.text_width) // 2

    @property
    def rules(self) -> tuple[int, ...]:
        return (self.gutter_left + self.gutter - 1,) if self.gutter else ()

    def left(self, column: Column) -> int:
        return self.gutter_left + self.gutter + self.margin

    def column_at(self, x: float) -> Column:
        return Column.REPAIRED


_LONGEST_LINE = 56
"""Chinese characters of the longest line of a single column: in longer ones the eye misses the next line."""


def columns(width: int, sizes: Typography, paragraphs: int, arrangement: Arrangement = BESIDE) -> Columns:
    """Divide `width`, leaving room for numbers up to `paragraphs`."""
    digits = QFontMetricsF(sizes.small).horizontalAdvance("0" * len(str(max(paragraphs, 100))))
    numbered = round(digits + 22 * sizes.scale)
    if arrangement.one_column:
        longest = round(_LONGEST_LINE * sizes.advance)
        return OneColumn(width, numbered if arrangement.numbers else 0, sizes.margin, longest)
    return Columns(width, numbered if arrangement.numbers else 1, sizes.margin)
