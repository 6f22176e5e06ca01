"""Text can be read on everything that may lie behind it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from reviewer.gui.review_view.content import MarkStyle
from reviewer.gui.review_view.palette import DARK, LIGHT, ReviewPalette

BEHIND_ALL = ("background", "selection_fill", "mirror_fill", "claim_fill", "hit_fill", "hit_current_fill")


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_the_standard_s() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_every_fill(palette: ReviewPalette) -> None:
    fills = asdict(palette)
    inks = {style.value: (palette.ink(style), palette.fill(style)) for style in MarkStyle}
    inks |= {name: (fills[name], fills[f"{name}_fill"]) for name in ("green", "red", "grey", "control")}
    inks |= {"text": (palette.text, palette.figure_fill), "teal": (palette.teal, palette.figure_fill)}
    inks |= {"amber": (palette.amber, palette.figure_fill)}
    weak = {
        (name, behind): round(contrast(ink, behind), 2)
        for name, (ink, own) in inks.items()
        for behind in (own, *(fills[fill] for fill in BEHIND_ALL))
        if contrast(ink, behind) < 4.5
    }
    assert weak == {}
    assert contrast(palette.muted, palette.background) >= 4.5
    assert contrast(palette.current, palette.background) >= 3


def test_kinds_of_repair_differ_in_colour() -> None:
    for palette in (LIGHT, DARK):
        repairs = (MarkStyle.GLOSS, MarkStyle.SHIFT, MarkStyle.CONVERSION, MarkStyle.PUNCTUATION, MarkStyle.OTHER)
        assert len({palette.ink(style) for style in repairs}) == len(repairs)


def test_a_tone_that_is_no_colour_leaves_the_ink() -> None:
    assert LIGHT.tone("neutral", "#123456") == "#123456"
    assert LIGHT.tone("green", "#123456") == LIGHT.green
