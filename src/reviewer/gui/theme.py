"""Design tokens: every colour, radius, distance and type size of the window, in light and dark.

Text colours reach a contrast of 4.5:1 on `surface` and on `canvas` (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """What the reviewer chose: follow the system, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours as `#rrggbb`. A `…_soft` colour is the background that goes with its text colour."""

    dark: bool
    surface: str
    canvas: str
    raised: str
    hover: str
    line: str
    line_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    grey: str
    grey_soft: str
    green: str
    green_soft: str
    teal: str
    teal_soft: str
    amber: str
    amber_soft: str
    red: str
    red_soft: str
    purple: str
    purple_soft: str

    def tone(self, name: str) -> str:
        """The text colour called `name`; `neutral` and unknown names are `muted`."""
        return str(getattr(self, name)) if name in TONES else self.muted

    def soft(self, name: str) -> str:
        """The background that goes with the tone called `name`."""
        return str(getattr(self, f"{name}_soft")) if name in TONES else self.grey_soft


TONES = frozenset({"accent", "grey", "green", "teal", "amber", "red", "purple"})
"""The names that verdicts, figure states and kinds of damage use for their colours."""

LIGHT = Tokens(
    dark=False,
    surface="#ffffff",
    canvas="#f6f7f9",
    raised="#ffffff",
    hover="#eef1f5",
    line="#e3e6eb",
    line_strong="#c9cfd8",
    text="#1d2330",
    muted="#5f6a7d",
    accent="#2457d6",
    accent_hover="#1c48b8",
    accent_soft="#e8efff",
    on_accent="#ffffff",
    grey="#5f6a7d",
    grey_soft="#eceff3",
    green="#1a7a3c",
    green_soft="#e3f5e8",
    teal="#0b766c",
    teal_soft="#dff5f2",
    amber="#955800",
    amber_soft="#fff4dc",
    red="#c02a37",
    red_soft="#fdeaec",
    purple="#7a3fc4",
    purple_soft="#f3ebff",
)

DARK = Tokens(
    dark=True,
    surface="#1c2028",
    canvas="#15181e",
    raised="#232833",
    hover="#282e39",
    line="#2c323d",
    line_strong="#454e5d",
    text="#e6e9ef",
    muted="#98a2b3",
    accent="#7aa2ff",
    accent_hover="#95b5ff",
    accent_soft="#24304d",
    on_accent="#0f1420",
    grey="#98a2b3",
    grey_soft="#2b313c",
    green="#6fd38e",
    green_soft="#1d3527",
    teal="#4fd0c2",
    teal_soft="#17332f",
    amber="#ffc861",
    amber_soft="#3a2f17",
    red="#ff7b84",
    red_soft="#3d242a",
    purple="#c9a2ff",
    purple_soft="#2f2540",
)


class Metrics:
    """Distances, radii and type sizes in device-independent pixels; type, and what holds it, grows with `scale`."""

    radius, card_radius = 6, 10

    def __init__(self) -> None:
        self.scale = 1.0

    def px(self, size: float) -> int:
        """A size that goes with the type, as large as the type is now."""
        return round(size * self.scale)

    small = property(lambda self: self.px(11))
    caption = property(lambda self: self.px(12))
    body = property(lambda self: self.px(13))
    lead = property(lambda self: self.px(15))
    heading = property(lambda self: self.px(17))

    def values(self) -> dict[str, int]:
        """All of them by name, for the style sheet."""
        names = ("radius", "card_radius", "small", "caption", "body", "lead", "heading")
        return {name: getattr(self, name) for name in names} | {"line_height": self.px(18), "box": self.px(15)}


METRICS = Metrics()

SCALES = ("", "100", "125", "150", "175", "200")
"""What can be chosen for the size of the window's own words, in per cent; empty follows the system."""
TEXT_SCALE, SYSTEM_TEXT = "text-scale", "systemText"
"""Where the choice is kept, and the application's property that holds the size of the system's own text in pixels."""
ORDINARY, LARGE = 15, 18
"""Pixels of a system's own text as it usually is, and from which on somebody has asked for larger text."""


def text_scale(chosen: str, system: int) -> float:
    """How many times its usual size the text is, 1 to 2: as chosen (of `SCALES`), or as the system's text is."""
    if chosen in SCALES[1:]:
        return int(chosen) / 100
    return 1.0 if system < LARGE else min(2.0, round(system / ORDINARY * 20) / 20)


def tokens(theme: Theme, system_dark: bool) -> Tokens:
    """The colours to use for a choice and what the system says."""
    dark = system_dark if theme is Theme.SYSTEM else theme is Theme.DARK
    return DARK if dark else LIGHT
