"""Which detectors are at work, so that a plan can be told from one of a newer program."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from reviewer.repair import detectors


@cache
def versions() -> dict[str, int]:
    """The version of every detector, by its name. Loads them all."""
    names = sorted(module.name for module in pkgutil.iter_modules(detectors.__path__))
    modules = {name: import_module(f"{detectors.__name__}.{name}") for name in names}
    return {name: module.VERSION for name, module in modules.items() if hasattr(module, "VERSION")}
