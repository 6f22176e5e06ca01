"""Language, theme and settings: changed while running, kept until next time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

from reviewer.__main__ import main
from reviewer.annotations.evidence import Stance
from reviewer.annotations.figure_mark import FigureState
from reviewer.annotations.verdict import DEFAULT_SCALE
from reviewer.figures.figure import FigureKind
from reviewer.gui import fonts
from reviewer.gui.actions import ACTIONS, MENUS
from reviewer.gui.application import screenshot
from reviewer.gui.dialogs.export_dialog import FORMATS, SCOPES
from reviewer.gui.dialogs.library_choice import CHOICES
from reviewer.gui.fonts import BUNDLED_FAMILY, interface_font, load_bundled, preferred
from reviewer.gui.models.library_rows import Order, Shown
from reviewer.gui.panels.inspector import TABS
from reviewer.gui.review_view.palette import DARK as DARK_PALETTE
from reviewer.gui.review_view.palette import LIGHT as LIGHT_PALETTE
from reviewer.gui.stylesheet import stylesheet
from reviewer.gui.theme import DARK, LIGHT, TONES, Theme, tokens
from reviewer.gui.translation import system_locale
from reviewer.language.wording import LOCALES, catalogue
from reviewer.repair.damage import Decision, Kind
from reviewer.services import settings

SAID = {"zh_TW": ("檔案", "修復", "匯入…"), "zh_CN": ("文件", "修复", "导入…"), "en": ("File", "Repairs", "Import…")}


def said(window):
    return (
        window.menuBar().actions()[0].text(),
        window.inspector.tabs.tabText(0),
        window.context.actions["import"].text(),
    )


def menu_action(window, name, text):
    """The action of a menu in the view menu, by what it says."""
    view = window.menuBar().actions()[2].menu()
    inside = next(
        a.menu() for a in view.actions() if a.menu() and a.text() == window.context.wording.text(f"menu-{name}")
    )
    return next(a for a in inside.actions() if a.text() == text)


def test_the_language_changes_while_running(window):
    for locale in ("en", "zh_CN", "zh_TW"):
        menu_action(window, "language", catalogue(locale, "gui")[f"language-{locale}"]).trigger()
        assert said(window) == SAID[locale]
        assert window.header.counted.count(catalogue(locale, "gui")["header-accepted"].format(count="").strip())


def test_the_theme_changes_while_running(window, qapp, qtbot):
    menu_action(window, "theme", "深色").trigger()
    assert window.context.appearance.tokens is DARK
    qtbot.waitUntil(lambda: window.view._inks is DARK_PALETTE)
    assert window.updatesEnabled()
    assert DARK.surface in qapp.styleSheet()
    assert window.library.palette().window().color().name() == DARK.surface


def test_a_theme_chosen_in_the_middle_of_a_change_wins(window, qapp, qtbot):
    menu_action(window, "theme", "深色").trigger()
    menu_action(window, "theme", "淺色").trigger()
    menu_action(window, "theme", "深色").trigger()
    menu_action(window, "theme", "淺色").trigger()
    assert window.context.appearance.tokens is LIGHT
    qtbot.waitUntil(lambda: LIGHT.surface in qapp.styleSheet())
    window.context.appearance.settle()
    assert window.view._inks is LIGHT_PALETTE
    assert window.updatesEnabled()


def test_the_theme_follows_the_system(start, qapp):
    window = start(theme="")
    hints = qapp.styleHints()
    before = hints.colorScheme()
    try:
        hints.setColorScheme(Qt.ColorScheme.Dark)
        assert window.context.appearance.tokens is tokens(Theme.SYSTEM, hints.colorScheme() == Qt.ColorScheme.Dark)
        hints.setColorScheme(Qt.ColorScheme.Light)
        assert window.context.appearance.tokens is LIGHT
    finally:
        hints.setColorScheme(before)


def test_what_was_set_up_is_there_again(start, hand):
    window = start()
    window.resize(780, 700)
    window.bench.set_widths({"library": 200, "inspector": 288})
    window.inspector.show_tab("claims")
    hand(window).press("Ctrl+=", "Ctrl+=")
    menu_action(window, "language", "English").trigger()
    menu_action(window, "theme", "Dark").trigger()
    sizes, shown = window.bench.widths(), window.context.session.document
    window.close()

    kept = settings.load()
    assert (kept.locale, kept.theme, kept.zoom, kept.last_document) == ("en", "dark", 120, shown)
    again = start(**{name: getattr(kept, name) for name in kept.__slots__})
    assert (again.width(), again.height()) == (780, 700)
    assert again.bench.widths() == sizes
    assert again.view.zoom() == 120
    assert said(again) == SAID["en"]
    assert again.context.appearance.tokens is DARK


@pytest.mark.parametrize(
    ("languages", "locale"),
    [
        (["zh-Hant-TW"], "zh_TW"),
        (["zh-HK"], "zh_TW"),
        (["zh_CN"], "zh_CN"),
        (["zh-Hans-SG", "en"], "zh_CN"),
        (["zh"], "zh_CN"),
        (["de-DE", "zh-TW"], "zh_TW"),
        (["en-GB"], "en"),
        (["de-DE"], "en"),
        ([], "en"),
    ],
)
def test_the_catalogue_follows_the_systems_languages(languages, locale):
    assert system_locale(languages) == locale


def luminance(colour):
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(look):
    grounds = (look.surface, look.canvas, look.raised, look.hover, look.accent_soft)
    pairs = [(ink, ground) for ink in (look.text, look.muted) for ground in grounds]
    pairs += [(look.tone(name), ground) for name in TONES for ground in (*grounds, look.soft(name))]
    pairs += [(look.on_accent, look.accent), (look.on_accent, look.accent_hover)]
    assert [(i, g) for i, g in pairs if contrast(i, g) < 4.5] == []


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_has_every_value_filled_in(look):
    assert "$" not in stylesheet(look)
    assert look.accent in stylesheet(look)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_interface_font_writes_chinese(qapp, locale):
    assert interface_font(locale).families()


def test_shapes_follow_the_language():
    assert preferred("zh_CN").index("Noto Sans CJK SC") < preferred("zh_CN").index("Noto Sans CJK TC")
    assert preferred("zh_TW").index("Noto Sans CJK TC") < preferred("zh_TW").index("Noto Sans CJK SC")


def test_the_bundled_font_loads(qapp):
    assert load_bundled() == [BUNDLED_FAMILY]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_control_has_a_name(start, locale):
    window = start(locale=locale)
    for tab in TABS:
        window.inspector.show_tab(tab)
    nameless = [
        control
        for kind in (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
        for control in window.findChildren(kind)
        if not control.objectName().startswith("qt_") and not (control.accessibleName() or spoken(control))
    ]
    assert nameless == []


def spoken(control):
    return control.text() if isinstance(control, QAbstractButton) else ""


def test_a_machine_without_chinese_fonts_gets_the_bundled_one(qapp, monkeypatch):
    monkeypatch.setattr(fonts, "chinese_families", set)
    assert BUNDLED_FAMILY in fonts.families("zh_TW")


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_window_is_pictured_with_the_sample(qapp, home, tmp_path, theme):
    path = tmp_path / "window.png"
    assert screenshot(path, theme=theme) == 0
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (1440, 900)
    ground = tokens(theme, False).canvas
    assert picture.pixelColor(255, 500).name() == ground
    assert not (home / "settings.json").exists()


def test_a_picture_that_cannot_be_written_is_a_failure(qapp, tmp_path):
    assert screenshot(tmp_path / "nowhere" / "window.png") == 3


def test_the_command_line_says_where_the_picture_is(qapp, tmp_path, capsys):
    path = tmp_path / "window.png"
    assert main(["demo", "--screenshot", str(path)]) == 0
    assert str(path) in capsys.readouterr().err
    assert main(["demo", "--screenshot", str(tmp_path / "nowhere" / "x.png")]) == 3
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("locale", LOCALES)
def test_every_value_has_a_name(locale):
    families = {
        "kind": Kind,
        "figure": FigureKind,
        "filter": FigureState,
        "action-state": FigureState,
        "decision": Decision,
        "stance": Stance,
        "shown": Shown,
        "sort": Order,
        "verdict": [verdict.key for verdict in DEFAULT_SCALE],
        "action": [spec.name for spec in ACTIONS],
        "menu": MENUS,
        "tab": TABS,
        "theme": Theme,
        "format": FORMATS,
        "scope": SCOPES,
        "choice": CHOICES,
        "language": LOCALES,
    }
    names = [f"{family}-{value}" for family, values in families.items() for value in values]
    assert [name for name in names if name not in catalogue(locale, "gui")] == []
