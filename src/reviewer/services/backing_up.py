"""Backups of a library: whole copies in a folder, the newest ones kept."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reviewer.services.settings import home
from reviewer.store.backing_up import copy_library, put_back
from reviewer.store.problem import LibraryProblem as LibraryProblem

_FORM = "%Y%m%dT%H%M%SZ"
_STAMP = re.compile(r"\d{8}T\d{6}Z")


@dataclass(frozen=True, slots=True)
class Backup:
    """One copy: where it is, when it was made (UTC), how many bytes it has."""

    path: Path
    made: datetime
    size: int


def default_folder() -> Path:
    """Where backups go unless the reviewer says otherwise."""
    return home() / "backups"


def backups(library: Path, folder: Path) -> list[Backup]:
    """The backups of the library at `library` in `folder`, newest first; other files there are left out."""
    prefix = _prefix(library)
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            stamp = path.stem.removeprefix(prefix)
            if path.suffix == ".sqlite" and path.stem.startswith(prefix) and _STAMP.fullmatch(stamp):
                made = datetime.strptime(stamp, _FORM).replace(tzinfo=UTC)
                found.append(Backup(path, made, path.stat().st_size))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def is_due(library: Path, folder: Path, days: int, now: datetime | None = None) -> bool:
    """Whether the newest backup is at least `days` days old; never for 0 days."""
    if days <= 0:
        return False
    newest = next(iter(backups(library, folder)), None)
    return newest is None or (now or datetime.now(UTC)) - newest.made >= timedelta(days=days)


def back_up(library: Path, folder: Path, kept: int, now: datetime | None = None) -> Path:
    """Copy the library into `folder` and remove its backups but the `kept` newest; the new one is always kept.

    Raises `LibraryProblem`; older backups then stay as they are.
    """
    made = (now or datetime.now(UTC)).strftime(_FORM)
    target = folder / f"{_prefix(library)}{made}.sqlite"
    copy_library(library, target)
    for old in backups(library, folder)[max(1, kept) :]:
        if old.path != target:
            with suppress(OSError):
                old.path.unlink()
    return target


def _prefix(library: Path) -> str:
    """The beginning of the names of a library's backups: two libraries of one name do not share them."""
    place = hashlib.sha256(str(library.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{library.stem}-{place}-"


def take_back(backup: Path, target: Path) -> None:
    """Make a library of a backup at `target`. Raises `LibraryProblem`; nothing that exists is replaced."""
    copy_library(backup, target)


def restore(backup: Path, library: Path, now: datetime | None = None) -> Path | None:
    """Put a backup in the place of a library; where the library that was there is kept now (None: there was none).

    Raises `LibraryProblem`, with nothing changed, also when a program has the library open.
    """
    stamp = (now or datetime.now(UTC)).strftime(_FORM)
    aside = library.with_name(f"{library.stem}-before-{stamp}{library.suffix}")
    return aside if put_back(backup, library, aside) else None
