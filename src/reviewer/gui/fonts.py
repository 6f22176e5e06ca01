"""Which fonts the window uses, so that Chinese is readable on every machine."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from reviewer.gui.theme import METRICS
from reviewer.resource_files import resource

BUNDLED = "DroidSansFallbackFull.ttf"
BUNDLED_FAMILY = "Droid Sans Fallback"

_TRADITIONAL = ("PingFang TC", "Microsoft JhengHei UI", "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC")
_SIMPLIFIED = ("PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC")
_OTHERS = ("WenQuanYi Zen Hei", "WenQuanYi Micro Hei", BUNDLED_FAMILY)


def preferred(locale: str) -> tuple[str, ...]:
    """Families that show Chinese well, best first: the shapes of characters follow the interface's language."""
    if locale == "zh_CN":
        return (*_SIMPLIFIED, *_TRADITIONAL, *_OTHERS)
    return (*_TRADITIONAL, *_SIMPLIFIED, *_OTHERS)


def families(locale: str) -> list[str]:
    """The preferred families that this machine has; loads the bundled font when it has none for Chinese."""
    if not chinese_families():
        load_bundled()
    known = set(QFontDatabase.families())
    return [name for name in preferred(locale) if name in known] or sorted(chinese_families())[:1]


def chinese_families() -> set[str]:
    """The families on this machine that can write Chinese."""
    systems = (QFontDatabase.WritingSystem.TraditionalChinese, QFontDatabase.WritingSystem.SimplifiedChinese)
    return {name for system in systems for name in QFontDatabase.families(system)}


def load_bundled() -> list[str]:
    """Load the bundled last resort (Droid Sans Fallback, Apache-2.0); the families it brought."""
    number = QFontDatabase.addApplicationFont(str(resource("fonts", BUNDLED)))
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []


def interface_font(locale: str, chosen: str = "") -> QFont:
    """The font of menus and panels; `chosen` is a family the reviewer prefers."""
    font = QFont()
    font.setFamilies([name for name in (chosen, *families(locale)) if name])
    font.setPixelSize(METRICS.body)
    return font
