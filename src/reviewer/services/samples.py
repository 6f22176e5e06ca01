"""The bundled sample reports."""

from __future__ import annotations

import json
from pathlib import Path

from reviewer.resource_files import resource


def sample_paths() -> list[Path]:
    """The files of the samples, the one to show first at the head."""
    index = json.loads(resource("samples", "index.json").read_text(encoding="utf-8"))
    return [resource("samples", sample["file"]) for sample in index["samples"]]
