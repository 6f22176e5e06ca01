"""Less motion, as the system or the reviewer wants it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui import motion
from reviewer.gui.widgets.busy_bar import BusyBar


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, moving as usual again for whatever is tested next."""
    motion.choose(qapp, "full")
    yield qapp
    motion.choose(qapp, "")


@pytest.mark.parametrize(
    ("name", "text", "still"),
    [
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("kdeglobals", "[General]\nAnimationDurationFactor=0\n", False),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n", True),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        ("gtk-3.0/settings.ini", "no settings at all", False),
        ("gtk-3.0/settings.ini", "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), False),
    ],
)
def test_what_the_desktop_wrote_down_is_read(tmp_path: Path, name: str, text: str, still: bool) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert motion.files_want_still(tmp_path) is still


def test_without_settings_everything_moves(tmp_path: Path) -> None:
    assert not motion.files_want_still(tmp_path / "none")


def test_still_holds_carets_and_bars(app: QApplication, qtbot: QtBot) -> None:
    usual = app.cursorFlashTime()
    bar = BusyBar()
    qtbot.addWidget(bar)
    motion.choose(app, "still")
    bar.show()
    assert (app.cursorFlashTime(), bar.maximum(), bar.value()) == (0, 1, 1)
    bar.hide()
    motion.choose(app, "full")
    bar.show()
    assert (app.cursorFlashTime(), bar.maximum()) == (usual, 0)


def test_the_system_is_followed_only_where_nothing_is_chosen(app: QApplication, monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=0\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(motion, "_ASKED", {})
    motion.ask_system(app)
    assert not motion.is_still()
    motion.choose(app, "")
    assert motion.is_still()
    (tmp_path / "kdeglobals").unlink()
    motion.ask_system(app)
    assert not motion.is_still()
