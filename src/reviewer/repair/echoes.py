"""What a page repeats: the words, names and rows of marks it holds tell what stood where bytes are gone.

A model of the page mixed with that of the language: how often a character follows the one or two before it there,
and how often what is behind it follows it.
"""

from __future__ import annotations

import math
from functools import lru_cache

from reviewer.language import pairs
from reviewer.language.pairs import in_classes
from reviewer.repair.channel import FLATTENED
from reviewer.repair.inversion import keeps_wide_marks
from reviewer.repair.soundness import PAIRS, folded

BLOCK = 2048
"""Code points by which the text around a place is taken; one block more on each side."""
BY_ONE, BY_TWO = 0.2, 0.2
"""What the page's own pairs and triples weigh beside the language."""
REMEMBERED = 1 << 12


def echo(text: str, place: int, left: str, character: str, right: str) -> float:
    """How much likelier (natural log) the page around `place` makes `character` between `left` and `right`.

    `left` are the two characters before it, `right` the one behind.
    """
    block = place // BLOCK
    shown = character if keeps_wide_marks(text, place) else FLATTENED.get(character, character)
    by_one = _share(text, block, left[-1:] + shown, left[-1:])
    # What never stands behind one character never stands behind two.
    by_two = _share(text, block, left + shown, left) if by_one and len(left) > 1 else by_one
    onward = _share(text, block, shown + right, shown) if right else 0.0
    before = BY_ONE * by_one + BY_TWO * by_two
    return PAIRS * (_mixed(before, left[-1:], character) + _mixed(BY_ONE * onward, character, right))


def _mixed(share: float, before: str, character: str) -> float:
    """By how much a share (weighed) of the page raises what the language tells of one character after another."""
    if not share or not before or not character:
        return 0.0
    usual = pairs.following(in_classes(folded(before)), in_classes(folded(character)))
    return math.log1p(share * math.exp(-usual))


def _share(text: str, block: int, longer: str, shorter: str) -> float:
    """How many of the places of `shorter` in the page are places of `longer`, which begins with it."""
    count = _count(text, block, longer)
    return count / _count(text, block, shorter) if count else 0.0


@lru_cache(maxsize=REMEMBERED)
def _count(text: str, block: int, piece: str) -> int:
    return text.count(piece, max(0, (block - 1) * BLOCK), (block + 2) * BLOCK)
