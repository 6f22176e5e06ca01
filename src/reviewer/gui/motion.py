"""Motion on the screen: as the system wants it, or as the reviewer does. Still means that nothing moves by itself."""

from __future__ import annotations

import configparser
import os
import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, Qt
from PySide6.QtWidgets import QApplication

MOTION, CHOICES = "motion", ("", "full", "still")
"""Where the choice is kept, and what can be chosen; empty follows the system."""

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
_FILES = (
    ("kdeglobals", "KDE", "AnimationDurationFactor"),
    ("gtk-4.0/settings.ini", "Settings", "gtk-enable-animations"),
    ("gtk-3.0/settings.ini", "Settings", "gtk-enable-animations"),
)
"""Where desktops write down, below the user's configuration, that they animate: nothing and `false` are still."""
_ASKED = {
    "darwin": ("defaults", ("read", "com.apple.universalaccess", "reduceMotion"), ("1", "true")),
    "linux": ("gsettings", ("get", "org.gnome.desktop.interface", "enable-animations"), ("false",)),
}
"""Programs that know it, with what they answer where nothing is to move."""
_CLIENT_AREA_ANIMATION = 0x1042
"""SPI_GETCLIENTAREAANIMATION of SystemParametersInfo, winuser.h."""


_CHOSEN, _SYSTEM, _STILL, _USUAL = "motionChosen", "motionSystem", "motionStill", "motionUsual"
"""The application's properties: what was chosen, what the system wants, what holds, and what is usual here."""


def choose(app: QApplication, chosen: str) -> None:
    """Use one of `CHOICES` from now on."""
    app.setProperty(_CHOSEN, chosen)
    _apply(app)


def ask_system(app: QApplication) -> None:
    """Find out what the system wants; a program that has to be asked answers later."""
    _hear(app, windows_wants_still() if sys.platform == "win32" else files_want_still(_configuration()))
    asked = _ASKED.get(sys.platform)
    if asked is None or app.property(_SYSTEM) or not shutil.which(asked[0]):
        return
    process = QProcess(app)
    process.finished.connect(
        lambda *_: _hear(
            app, bytes(process.readAllStandardOutput().data()).decode(errors="replace").strip() in asked[2]
        )
    )
    process.finished.connect(process.deleteLater)
    process.start(asked[0], list(asked[1]))


def _hear(app: QApplication, still: bool) -> None:
    app.setProperty(_SYSTEM, still)
    _apply(app)


def _apply(app: QApplication) -> None:
    """Let carets, menus and all that asks `is_still` do as is chosen, else as the system wants."""
    usual = app.property(_USUAL) or [app.cursorFlashTime(), *(app.isEffectEnabled(one) for one in _EFFECTS)]
    chosen = app.property(_CHOSEN)
    still = chosen == "still" or (not chosen and bool(app.property(_SYSTEM)))
    app.setProperty(_USUAL, usual)
    app.setProperty(_STILL, still)
    app.setCursorFlashTime(0 if still else usual[0])
    for effect, enabled in zip(_EFFECTS, usual[1:], strict=True):
        app.setEffectEnabled(effect, enabled and not still)


def is_still() -> bool:
    """Whether nothing is to move by itself."""
    app = QApplication.instance()
    return app is not None and bool(app.property(_STILL))


def files_want_still(folder: Path) -> bool:
    """Whether the desktop's settings below a folder say that nothing is animated."""
    return any(_said(folder / name, section, key) in ("0", "0.0", "false") for name, section, key in _FILES)


def _said(path: Path, section: str, key: str) -> str:
    read = configparser.RawConfigParser(strict=False)
    try:
        read.read(path, encoding="utf-8")
    except (configparser.Error, OSError, ValueError):
        return ""
    return read.get(section, key, fallback="").strip().lower()


def _configuration() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def windows_wants_still() -> bool:
    """Whether Windows is set to show no animations."""
    if sys.platform != "win32":
        return False
    import ctypes

    animated = ctypes.c_int(1)
    told = ctypes.windll.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(animated), 0)
    return bool(told) and not animated.value
