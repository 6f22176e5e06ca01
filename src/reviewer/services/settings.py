"""The reviewer's settings: one JSON file in the user's configuration folder, and where the program keeps its files.

`REVIEWER_HOME` names one folder for library, settings and logs instead of the platform's.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

_NAME = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the window remembers. Empty strings mean: follow the system, or nothing yet.

    `theme` is `light`, `dark` or empty; `zoom` is per cent; `geometry`, `state` and `splitters` are the toolkit's own
    notes on window and docks, Base64; `library` is a path; `last_document` an id and `last_position` a code point
    in its original; `choices` holds what a panel wants to remember (sorting, chips, column widths), by its name.
    `keys` are the keys of actions that are not the usual ones, by action, in the toolkit's portable notation.
    `backup_days` is how often a backup is made (0: never), `backups_kept` how many are kept.
    """

    locale: str = ""
    theme: str = ""
    zoom: int = 100
    font: str = ""
    reviewer: str = ""
    library: str = ""
    last_document: str = ""
    last_position: int = 0
    geometry: str = ""
    state: str = ""
    splitters: dict[str, str] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    recent_export_folder: str = ""
    samples_seen: bool = False
    keys: dict[str, str] = field(default_factory=dict)
    export_form: str = ""
    backup_folder: str = ""
    backup_days: int = 1
    backups_kept: int = 7


def home() -> Path:
    """The folder of the library and other data."""
    if place := os.environ.get("REVIEWER_HOME"):
        return Path(place)
    from platformdirs import user_data_path

    return user_data_path("reviewer", appauthor=False)


def settings_path() -> Path:
    """The file of the settings."""
    if place := os.environ.get("REVIEWER_HOME"):
        return Path(place) / _NAME
    from platformdirs import user_config_path

    return user_config_path("reviewer", appauthor=False) / _NAME


def logs() -> Path:
    """The folder of the program's own log files."""
    if place := os.environ.get("REVIEWER_HOME"):
        return Path(place) / "logs"
    from platformdirs import user_log_path

    return user_log_path("reviewer", appauthor=False)


def load(path: Path | None = None) -> Settings:
    """The settings; the defaults where there are none. A file that cannot be understood is kept aside, never lost."""
    path = path or settings_path()
    try:
        return _understood(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name(f"{path.stem}.unreadable{path.suffix}"))
        return Settings()


def save(settings: Settings, path: Path | None = None) -> bool:
    """Write the settings whole or not at all. False when the disk refuses: a setting is not worth an error."""
    path = path or settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, json.dumps(asdict(settings), ensure_ascii=True, indent=1))
    except OSError:
        return False
    return True


def _write(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".settings", delete=False) as draft:
        draft.write(text)
    try:
        Path(draft.name).replace(path)
    except OSError:
        Path(draft.name).unlink(missing_ok=True)
        raise


def _understood(values: Any) -> Settings:
    """Settings from what an older, newer or edited file says: what has the right type counts."""
    if not isinstance(values, dict):
        raise ValueError("settings are no object")
    default = Settings()
    known = {f.name: getattr(default, f.name) for f in fields(Settings)}
    return Settings(**{name: values[name] for name, value in known.items() if _fits(values.get(name), value)})


def _fits(value: Any, default: Any) -> bool:
    if isinstance(default, dict):
        return isinstance(value, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())
    return type(value) is type(default)
