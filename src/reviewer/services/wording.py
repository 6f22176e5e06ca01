"""How the change log names what was done: one message per action, with the words it was done to."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.annotations.verdict import DEFAULT_SCALE
from reviewer.store.repairs import Choice
from reviewer.text.edit import Edit
from reviewer.text.message import Message

_LENGTH = 24

_BUILT_IN = frozenset(verdict.key for verdict in DEFAULT_SCALE)


def shortened(text: str) -> str:
    """One line of a passage, short enough for a list."""
    line = " ".join(text.split())
    return line if len(line) <= _LENGTH else line[: _LENGTH - 1] + "…"


def of_repairs(action: str, repairs: Sequence[Choice]) -> Message:
    """What was done to repairs: `action` is `accepted`, `rejected`, `reopened` or `dropped`."""
    if len(repairs) == 1:
        (only,) = repairs
        return of_edit(action, only.original, only.edit)
    kinds = {choice.kind for choice in repairs}
    suffix = f"-{kinds.pop()}" if len(kinds) == 1 and action in ("accepted", "rejected") else "-many"
    return Message.of(f"history.{action}{suffix}", count=len(repairs))


def of_edit(action: str, before: str, edit: Edit) -> Message:
    """What was done to one repair, told apart by whether it replaces, deletes or inserts."""
    if not edit.replacement:
        return Message.of(f"history.{action}-deletion", before=shortened(before))
    if not before:
        return Message.of(f"history.{action}-insertion", after=shortened(edit.replacement))
    return Message.of(f"history.{action}-one", before=shortened(before), after=shortened(edit.replacement))


def of_verdict(verdict: str, quotes: Sequence[str]) -> Message:
    """A verdict given to one claim or to several."""
    name = verdict if verdict in _BUILT_IN else "custom"
    values = {} if verdict in _BUILT_IN else {"verdict": verdict}
    return one_or_many(f"history.verdict-{name}", quotes, **values)


def one_or_many(code: str, quotes: Sequence[str], **values: str) -> Message:
    """A message about one passage (quoted) or several (counted: the code with `-many`)."""
    if len(quotes) == 1:
        return Message.of(code, quote=shortened(quotes[0]), **values)
    return Message.of(f"{code}-many", count=len(quotes), **values)
