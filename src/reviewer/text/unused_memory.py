"""Memory that nobody uses any more: the C library keeps what it is handed for later, until it is told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_TRIM_ABOVE, _OF_THE_SYSTEM = -1, -3
"""Numbers of glibc's settings (mallopt(3)): from how much unused memory is given back, and what is not kept at all."""
_SPARE, _LARGEST = 64 << 20, 32 << 20
"""Bytes that may be kept unused, and from which a piece is asked of the system and given back by itself."""


def keep_spare() -> bool:
    """Keep what becomes unused for what is made next, until it is given back; False where that cannot be chosen.

    A decision makes a large document's text anew. Asking the system for the room each time takes as long as making it.
    """
    choose = _function("mallopt", 2)
    return choose is not None and bool(choose(_OF_THE_SYSTEM, _LARGEST) and choose(_TRIM_ABOVE, _SPARE))


def give_back() -> bool:
    """Hand unused memory back to the system; False where the C library has no such thing."""
    trim = _function("malloc_trim", 1)
    return trim is not None and bool(trim(0))


@cache
def _function(name: str, arguments: int) -> Callable[..., int] | None:
    """A function of glibc that takes and gives numbers; other C libraries give back by themselves."""
    # Imported here: the window starts without it.
    import ctypes

    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (OSError, AttributeError, TypeError):
        return None
    found.argtypes = [ctypes.c_size_t] if arguments == 1 else [ctypes.c_int] * arguments  # type: ignore[attr-defined]
    found.restype = ctypes.c_int  # type: ignore[attr-defined]
    return found
