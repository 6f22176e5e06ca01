"""Colours of the review view, one set per theme, as `#rrggbb`."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.gui.review_view.content import MarkStyle


@dataclass(frozen=True, slots=True)
class ReviewPalette:
    """Every colour the view paints with.

    Names ending in `_fill` lie behind text, `_border` around it; the others are inks. Every ink has a contrast of
    at least 4.5:1 (WCAG 2.1, 1.4.3) on the background and on its own fill.
    """

    background: str
    text: str
    muted: str
    rule: str
    gloss: str
    gloss_fill: str
    shift: str
    shift_fill: str
    conversion: str
    conversion_fill: str
    punctuation: str
    punctuation_fill: str
    other: str
    other_fill: str
    figure: str
    figure_fill: str
    figure_border: str
    claim: str
    claim_fill: str
    loss: str
    loss_fill: str
    control: str
    control_fill: str
    green: str
    green_fill: str
    teal: str
    amber: str
    red: str
    red_fill: str
    grey: str
    grey_fill: str
    current: str
    selection_fill: str
    mirror_fill: str
    hit_fill: str
    hit_current_fill: str
    handle_fill: str

    def ink(self, style: MarkStyle) -> str:
        """The ink of a style of mark."""
        return str(getattr(self, style.value))

    def fill(self, style: MarkStyle) -> str:
        """What lies behind the text of a style of mark."""
        return str(getattr(self, f"{style.value}_fill"))

    def tone(self, name: str, otherwise: str) -> str:
        """The ink of a tone (`green`, `teal`, `amber`, `red`, `grey`); `otherwise` for one that is no colour."""
        return str(getattr(self, name)) if name in _TONES else otherwise


_TONES = frozenset({"green", "teal", "amber", "red", "grey"})

LIGHT = ReviewPalette(
    background="#f6f7f9",
    text="#1d2330",
    muted="#667085",
    rule="#e3e6eb",
    gloss="#566072",
    gloss_fill="#e6e9ec",
    shift="#b81d28",
    shift_fill="#fae0e2",
    conversion="#1f50cc",
    conversion_fill="#e1eaff",
    punctuation="#08695f",
    punctuation_fill="#d5f0ec",
    other="#86397f",
    other_fill="#f6e3f5",
    figure="#8a5000",
    figure_fill="#fff4dc",
    figure_border="#dfb878",
    claim="#7337bf",
    claim_fill="#f0e7ff",
    loss="#b81d28",
    loss_fill="#fae0e2",
    control="#566072",
    control_fill="#e9ecf0",
    green="#12693a",
    green_fill="#e2f5e9",
    teal="#08695f",
    amber="#8a5000",
    red="#b81d28",
    red_fill="#fdeaec",
    grey="#566072",
    grey_fill="#eceef2",
    current="#2457d6",
    selection_fill="#d2e1ff",
    mirror_fill="#e6edfc",
    hit_fill="#ffe58a",
    hit_current_fill="#ffdf70",
    handle_fill="#667085",
)

DARK = ReviewPalette(
    background="#15181e",
    text="#e6e9ef",
    muted="#98a2b3",
    rule="#2c323d",
    gloss="#a3acbb",
    gloss_fill="#282c35",
    shift="#ff959c",
    shift_fill="#40252c",
    conversion="#8fb1ff",
    conversion_fill="#222f4d",
    punctuation="#4fd0c2",
    punctuation_fill="#173733",
    other="#e59be0",
    other_fill="#3b2439",
    figure="#ffc861",
    figure_fill="#3a2f17",
    figure_border="#7e673c",
    claim="#c9a2ff",
    claim_fill="#2f2540",
    loss="#ff959c",
    loss_fill="#40252c",
    control="#a3acbb",
    control_fill="#262b34",
    green="#5fd18b",
    green_fill="#163524",
    teal="#4fd0c2",
    amber="#ffc861",
    red="#ff959c",
    red_fill="#40252c",
    grey="#a8b1bf",
    grey_fill="#2a2f38",
    current="#7aa2ff",
    selection_fill="#263d6e",
    mirror_fill="#233352",
    hit_fill="#453a12",
    hit_current_fill="#4f3b0d",
    handle_fill="#98a2b3",
)
