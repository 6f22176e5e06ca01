"""What became of the people a figure counts, or how they voted: 死亡3人, 反對19人, 造成7人死亡."""

from __future__ import annotations

from reviewer.figures.vocabulary import context

_PEOPLE = frozenset(("人", "名", "位"))


def state_before(folded: str, at: int) -> tuple[int, int] | None:
    """The state that is all of a clause up to `at`; None where no such word opens it."""
    word = context("states").before(folded, at)
    if word is None or folded[at - len(word) - 1 : at - len(word)].isalpha():
        return None
    return at - len(word), at


def state_after(folded: str, end: int, unit: str | None) -> tuple[int, int] | None:
    """The state right after people counted, where a mark ends it (造成7人死亡、2人輕傷)."""
    word = context("states").after(folded, end) if unit in _PEOPLE else None
    if word is None or folded[end + len(word) : end + len(word) + 1].isalnum():
        return None
    return end, end + len(word)
