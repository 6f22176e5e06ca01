"""Looking for words in the lists: script variants, width and capital letters make no difference."""

from __future__ import annotations

from collections.abc import Sequence


def wanted(words: str) -> list[str]:
    """The words looked for, in the form in which they are compared."""
    return [plain(word) for word in words.split()]


def holds(text: str, looked_for: Sequence[str]) -> bool:
    """Whether every one of the words (of `wanted`) stands in the text."""
    if not looked_for:
        return True
    shown = plain(text)
    return all(word in shown for word in looked_for)


def plain(text: str) -> str:
    """The text in the one form that stands for its variants; loaded when first asked for."""
    from reviewer.language.folding import folded_short

    return folded_short(text).casefold()
