"""What a function says of each of many keys, kept as a table that can be asked for a whole column of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Remembered(dict[_Key, _Value]):
    """A `dict` that works out what it lacks and holds at most so many entries, then begins anew.

    `map(table.__getitem__, keys)` asks it without a call of Python for what is known.
    """

    __slots__ = ("_most", "_told")

    def __init__(self, told: Callable[[_Key], _Value], most: int) -> None:
        super().__init__()
        self._told, self._most = told, most

    def __missing__(self, key: _Key) -> _Value:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._told(key)
        return value

    def cache_parameters(self) -> dict[str, int]:
        """How many entries it holds at most, as `functools.lru_cache` says it."""
        return {"maxsize": self._most}

    def cache_clear(self) -> None:
        """Forget all, as `functools.lru_cache` does."""
        self.clear()
