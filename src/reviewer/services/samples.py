"""The bundled sample reports: three of our own about places that do not exist, two of them damaged."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from reviewer.resource_files import resource


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: its file, whether it is damaged, and its title by interface language."""

    path: Path
    damaged: bool
    titles: tuple[tuple[str, str], ...]

    def title(self, locale: str) -> str:
        """The title in one of the interface's languages."""
        return dict(self.titles)[locale]


def samples() -> tuple[Sample, ...]:
    """The samples in the order they are shown. Raises `FileNotFoundError` when the installation lacks them."""
    index = json.loads(resource("samples", "index.json").read_text(encoding="utf-8"))
    return tuple(
        Sample(resource("samples", entry["file"]), entry["damaged"], tuple(entry["title"].items()))
        for entry in index["samples"]
    )


def sample_paths() -> list[Path]:
    """The samples' files, as the first start imports them."""
    return [sample.path for sample in samples()]
