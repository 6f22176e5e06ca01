"""What is reckoned once for an open place gives the same as judging every text by itself."""

import random

import pytest

from reviewer.repair.frames import one_open, two_open
from reviewer.repair.soundness import likelihood

PIECES = (
    "河堤上的人",
    "，",
    "共",
    "3",
    "５．2",
    "A",
    "b",
    "（",
    "“",
    "",
    "巡查隊",
    "\n",
    "創(chuàng)",
    "?",
    "、水位",
    "。",
)
CHARACTERS = (
    "，",
    "。",
    "“",
    "”",
    "！",
    "中",
    "人",
    "隊",
    "５",
    "Ａ",
    "．",
    "查",
    "\ufffd",
    "　",
    "０",
    "的",
    "國",
    "上",
)


def made(dice: random.Random) -> str:
    return "".join(dice.choice(PIECES) for _ in range(dice.randrange(4)))


@pytest.mark.parametrize("seed", range(40))
def test_one_open_place_reads_as_the_whole_text(seed: int) -> None:
    dice = random.Random(seed)
    left, right = made(dice), made(dice)
    expected = [likelihood(left + c + right) for c in CHARACTERS]
    assert one_open(left, CHARACTERS, right) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(40))
def test_two_open_places_read_as_the_whole_text(seed: int) -> None:
    dice = random.Random(seed)
    left, between, right = made(dice), made(dice), made(dice)
    for head, found in zip(CHARACTERS, two_open(left, CHARACTERS, between, CHARACTERS, right), strict=True):
        expected = [likelihood(left + head + between + tail + right) for tail in CHARACTERS]
        assert found == pytest.approx(expected, abs=1e-9)


def test_words_go_through_both_places() -> None:
    together = two_open("在", ("中", "土"), "", ("國", "豆"), "人")
    best = max(
        (value, a, b) for a, row in zip("中土", together, strict=True) for b, value in zip("國豆", row, strict=True)
    )
    assert best[1:] == ("中", "國")
