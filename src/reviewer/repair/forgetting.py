"""What was remembered of one long document, forgotten when it is of no more use.

The engine remembers by bounded caches what it has judged, because pages repeat themselves. Behind ten megabytes they
hold more than the document.
"""

from __future__ import annotations

import sys

LONG = 500_000
"""Code points of a text after which what was remembered of it is forgotten."""
_ROOMS = ("reviewer.repair.", "reviewer.language.")


def forget_if_long(text: str) -> None:
    """`forget` where a long text is gone through once more: what is remembered of its end is of no use before that."""
    if len(text) > LONG:
        forget()


def forget() -> None:
    """Empty every bounded cache of the rooms that judge text; what is kept for good (tables, patterns) stays."""
    modules = [module for name, module in list(sys.modules.items()) if name.startswith(_ROOMS)]
    for remembered in {id(value): value for module in modules for value in vars(module).values()}.values():
        told = getattr(remembered, "cache_parameters", None)
        if callable(told) and not isinstance(remembered, type) and told()["maxsize"]:
            remembered.cache_clear()
