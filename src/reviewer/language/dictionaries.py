"""OpenCC's dictionaries, read from where opencc-python-reimplemented keeps them."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def _home() -> Path:
    spec = find_spec("opencc")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("opencc-python-reimplemented is not installed")
    return Path(spec.submodule_search_locations[0])


def entries(name: str) -> list[tuple[str, str]]:
    """The lines of one OpenCC dictionary, e.g. `TSCharacters`: key and its forms, separated by spaces, first first."""
    lines = (_home() / "dictionary" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    pairs = (line.strip().partition("\t") for line in lines if "\t" in line)
    return [(key, forms) for key, _, forms in pairs]


@cache
def simplified_characters() -> dict[int, str]:
    """Traditional to Simplified, one character at a time, as a table for `str.translate`."""
    return {ord(key): forms.partition(" ")[0] for key, forms in entries("TSCharacters")}
