"""What stands at a place of the disk, where nobody may be able to look: then nothing, and using it will tell why."""

from __future__ import annotations

from pathlib import Path


def is_folder(place: Path) -> bool:
    """Whether there is a folder."""
    try:
        return place.is_dir()
    except OSError:
        return False


def is_taken(place: Path) -> bool:
    """Whether there is a file, or a folder with something in it."""
    try:
        return any(place.iterdir()) if place.is_dir() else place.exists()
    except OSError:
        return False


def size_of(place: Path) -> int:
    """The bytes of a file, 0 where there is none."""
    try:
        return place.stat().st_size
    except OSError:
        return 0


def typed(words: str) -> Path:
    """The path that a person typed; `~` is their home, and itself where nobody has a home of that name."""
    path = Path(words.strip())
    try:
        return path.expanduser()
    except RuntimeError:
        return path
