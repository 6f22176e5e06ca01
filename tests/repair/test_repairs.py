"""Repairs as columns are the repairs they were made of, whatever is asked of them."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Kind, Remedy, Repair
from reviewer.repair.repairs import Repairs
from reviewer.text.message import Message

TEXT = "甲乙丙丁戊己庚辛" * 8
REMEDIES = [
    Remedy(replacement, Kind.SPACING, "rule", 1, confidence, (Message.of("repair.rule"),))
    for replacement, confidence in (("", 0.99), ("新", 0.6), ("新", 0.97))
]
ROWS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3), st.sampled_from(REMEDIES)), max_size=30)


def columns(rows: list[tuple[int, int, Remedy]]) -> Repairs:
    return Repairs.rows(TEXT, [(start, start + length, remedy) for start, length, remedy in rows])


@given(ROWS)
def test_columns_and_objects_say_the_same(rows: list[tuple[int, int, Remedy]]) -> None:
    made = columns(rows)
    objects = [r.at(s, s + n, TEXT[s : s + n]) for s, n, r in rows]
    assert made == objects
    assert list(made) == objects
    assert tuple(objects) == made
    assert [made[i] for i in range(len(made))] == objects
    assert made == Repairs.of(TEXT, objects)
    assert hash(made) == hash(Repairs.of(TEXT, objects)) == hash(tuple(objects))
    assert made[1:-1] == objects[1:-1]


@given(ROWS)
def test_they_come_back_from_another_process(rows: list[tuple[int, int, Remedy]]) -> None:
    made = columns(rows)
    assert pickle.loads(pickle.dumps(made)) == made


@given(ROWS)
def test_in_order_is_by_place(rows: list[tuple[int, int, Remedy]]) -> None:
    ordered = columns(rows).in_order()
    assert list(ordered.starts) == sorted(start for start, _, _ in rows)
    assert sorted(map(repr, ordered)) == sorted(map(repr, columns(rows)))


def test_a_remedy_travels_once_for_all_its_places() -> None:
    many = Repairs.rows(TEXT * 100, [(i, i + 1, REMEDIES[0]) for i in range(6000)])
    assert len(pickle.dumps(many)) - len(many.text.encode()) < len(pickle.dumps(list(many))) / 3


def test_other_repairs_are_not_equal() -> None:
    one = columns([(1, 1, REMEDIES[0])])
    assert one != columns([(1, 1, REMEDIES[1])])
    assert one != columns([(2, 1, REMEDIES[0])])
    assert one != columns([])
    assert one != Repairs.rows("丙" + TEXT, [(1, 2, REMEDIES[0])])
    assert one != "乙"


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        Repairs(TEXT, [1, 2], [2], [REMEDIES[0]])


def test_a_repair_knows_its_remedy() -> None:
    repair = Repair(1, 2, "乙", "新", Kind.SPACING, "rule", 1, 0.6, REMEDIES[1].reasons)
    assert repair.remedy == REMEDIES[1]
    assert repair.remedy.at(1, 2, "乙") == repair
