"""The pages on the look, the reviewer and the exports."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from reviewer.gui.context import Context
from reviewer.gui.dialogs.export_dialog import FORMATS
from reviewer.gui.fonts import chinese_families
from reviewer.gui.motion import CHOICES, MOTION
from reviewer.gui.preferences.form import FormPage, chooser, counter
from reviewer.gui.review_view.view import ReviewView
from reviewer.gui.theme import SCALES, TEXT_SCALE, Theme
from reviewer.language.wording import LOCALES

ZOOMS = (50, 300)
"""Least and largest zoom of the text, in per cent."""


class AppearancePage(FormPage):
    """Theme, language, typeface and size of the text. `choose(what, value)` puts a choice into force."""

    def __init__(self, context: Context, view: ReviewView, choose: Callable[[str, str], object]) -> None:
        super().__init__()
        say, values = context.wording.text, context.preferences.values
        themes = [(theme.value, say(f"theme-{theme.value}")) for theme in Theme]
        languages = [(locale, say(f"language-{locale or 'system'}")) for locale in ("", *LOCALES)]
        fonts = [("", say("font-default")), *((family, family) for family in sorted(chinese_families()))]
        self.theme = chooser(themes, context.appearance.theme.value, lambda value: choose("theme", value))
        self.language = chooser(languages, values.locale, lambda value: choose("locale", value))
        self.font_box = chooser(fonts, values.font, lambda value: choose("font", value))
        scales = [(scale, f"{scale} %" if scale else say("theme-system")) for scale in SCALES]
        self.scale = chooser(scales, values.choices.get(TEXT_SCALE, ""), lambda value: choose(TEXT_SCALE, value))
        motions = [(one, say(f"motion-{one or 'system'}")) for one in CHOICES]
        self.motion = chooser(motions, values.choices.get(MOTION, ""), lambda value: choose(MOTION, value))
        self.zoom = counter(*ZOOMS, view.zoom(), view.set_zoom)
        self.zoom.setSuffix(" %")
        self.zoom.setSingleStep(10)
        rows = (("theme", self.theme), ("language", self.language), ("font", self.font_box))
        for name, field in rows:
            self.row(say(f"menu-{name}"), field)
        self.row(say("preferences-scale"), self.scale)
        self.row(say("preferences-zoom"), self.zoom)
        self.row(say("preferences-motion"), self.motion)
        self.finish()


class WorkPage(FormPage):
    """Who reviews, and how exports begin."""

    def __init__(self, context: Context, rename: Callable[[str], object]) -> None:
        super().__init__()
        say, values = context.wording.text, context.preferences.values
        self.reviewer = QLineEdit(values.reviewer)
        self.reviewer.setPlaceholderText(say("preferences-reviewer-hint"))
        self.reviewer.editingFinished.connect(lambda: rename(self.reviewer.text()))
        forms = [(name, say(f"format-{name}")) for name in FORMATS]
        change = context.preferences.change
        self.form = chooser(forms, values.export_form or FORMATS[0], lambda value: change(export_form=value))
        self.row(say("preferences-reviewer"), self.reviewer)
        self.remark(say("preferences-reviewer-remark"))
        self.row(say("preferences-export"), self.form)
        self.finish()
