"""A unified diff of original and repaired text, read off the offset map instead of searched for.

The format is that of GNU diffutils ("Unified Format"); `patch` applies it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from reviewer.text.offset_map import OffsetMap

CONTEXT = 3
"""Unchanged lines shown around a change."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of both texts that answer to each other, with the number of the first (from 0)."""

    old: list[str]
    new: list[str]
    old_at: int
    new_at: int

    @property
    def changed(self) -> bool:
        return self.old != self.new


def unified(name: str, original: str, repaired: str, offsets: OffsetMap, convert: Callable[[str], str]) -> str:
    """The diff; empty when nothing differs. `convert` is applied to the repaired lines (for reading in a script)."""
    blocks = list(_blocks(original, repaired, offsets, convert))
    hunks = "".join(_hunk(group) for group in _groups(blocks))
    return f"--- {name}\n+++ {name} (repaired)\n{hunks}" if hunks else ""


def _blocks(original: str, repaired: str, offsets: OffsetMap, convert: Callable[[str], str]) -> Iterator[_Block]:
    old_at = new_at = old_line = new_line = 0
    while old_at < len(original) or new_at < len(repaired):
        old_end, new_end = _next_common_line(original, repaired, offsets, old_at)
        old = _lines(original[old_at:old_end])
        new = _lines(convert(repaired[new_at:new_end]))
        yield _Block(old, new, old_line, new_line)
        old_line, new_line = old_line + len(old), new_line + len(new)
        old_at, new_at = old_end, new_end


def _next_common_line(original: str, repaired: str, offsets: OffsetMap, at: int) -> tuple[int, int]:
    """The next line end of the original that is a line end of the repaired text too."""
    while (newline := original.find("\n", at)) >= 0:
        at = newline + 1
        there = offsets.to_target(at)
        if offsets.to_target(newline) == there - 1 and repaired[there - 1] == "\n":
            return at, there
    return len(original), len(repaired)


def _lines(text: str) -> list[str]:
    pieces = text.split("\n")
    return [piece + "\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


def _groups(blocks: list[_Block]) -> Iterator[list[_Block]]:
    """Changed blocks with their context; those whose contexts meet go into one hunk."""
    wanted = sorted(
        {
            j
            for i, b in enumerate(blocks)
            if b.changed
            for j in range(i - CONTEXT, i + CONTEXT + 1)
            if 0 <= j < len(blocks)
        }
    )
    for _, run in groupby(enumerate(wanted), key=lambda pair: pair[1] - pair[0]):
        yield [blocks[i] for _, i in run]


def _hunk(blocks: list[_Block]) -> str:
    old = sum(len(b.old) for b in blocks)
    new = sum(len(b.new) for b in blocks)
    head = f"@@ -{_place(blocks[0].old_at, old)} +{_place(blocks[0].new_at, new)} @@\n"
    return head + "".join(_body(block) for block in blocks)


def _place(at: int, count: int) -> str:
    return f"{at + 1 if count else at},{count}"


def _body(block: _Block) -> str:
    if not block.changed:
        return "".join(_marked(" ", line) for line in block.old)
    return "".join([*(_marked("-", line) for line in block.old), *(_marked("+", line) for line in block.new)])


def _marked(sign: str, line: str) -> str:
    return sign + line if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"
