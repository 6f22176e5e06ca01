"""Settings survive, and a file that cannot be understood never stops the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer.services import settings
from reviewer.services.library import default_path
from reviewer.services.settings import Settings, home, load, logs, save, settings_path


def test_what_is_saved_is_loaded(home: Path) -> None:
    values = Settings(
        locale="zh_TW", theme="dark", zoom=130, reviewer="林", splitters={"main": "AAE="}, samples_seen=True
    )
    assert load() == Settings()
    assert save(values)
    assert load() == values
    assert [p.name for p in home.iterdir()] == ["settings.json"]


def test_one_folder_for_everything(home: Path) -> None:
    assert settings.home() == home
    assert {default_path().parent, settings_path().parent, logs().parent} == {home}


def test_the_platforms_folders_without_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("REVIEWER_HOME")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    assert "reviewer" in home().parts
    assert "reviewer" in settings_path().parts
    assert "reviewer" in logs().parts


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "\x00\x01", "[" * 100_000, '"x"'])
def test_a_file_that_cannot_be_understood_is_kept_aside(home: Path, text: str) -> None:
    (home / "settings.json").write_text(text)
    assert load() == Settings()
    assert (home / "settings.unreadable.json").read_text() == text
    assert save(Settings(zoom=90))
    assert load().zoom == 90


def test_bytes_that_are_no_text_are_kept_aside(home: Path) -> None:
    (home / "settings.json").write_bytes(b"\xff\xfe\x80")
    assert load() == Settings()
    assert (home / "settings.unreadable.json").read_bytes() == b"\xff\xfe\x80"


def test_values_of_another_sort_are_left_out(home: Path) -> None:
    odd = {
        "zoom": "130",
        "theme": "dark",
        "splitters": {"a": 1},
        "samples_seen": 1,
        "unknown": [1],
        "last_position": True,
    }
    (home / "settings.json").write_text(json.dumps(odd))
    assert load() == Settings(theme="dark")


def test_a_disk_that_refuses_is_no_error(home: Path) -> None:
    (home / "settings.json").mkdir()
    assert not save(Settings())
    assert [p.name for p in home.iterdir()] == ["settings.json"]


def test_a_file_in_place_of_the_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "x").write_text("")
    monkeypatch.setenv("REVIEWER_HOME", str(home / "x"))
    assert load() == Settings()
    assert not save(Settings())
