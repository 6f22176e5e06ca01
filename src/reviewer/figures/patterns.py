"""Patterns that are compiled when they are first used: a report needs few of the hundred that this room knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_METHODS = ("match", "search", "fullmatch", "finditer", "sub")


class Later:
    """A regular expression compiled at its first use; afterwards its methods are the compiled pattern's own."""

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]

    def __init__(self, pattern: str) -> None:
        self._source = pattern

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
