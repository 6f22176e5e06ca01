"""A plan says what its repairs say, whether they are columns or objects, here and in another process."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Decision, Kind, Loss, LossKind, Remedy
from reviewer.repair.plan import RepairPlan, accept_all, accept_none, apply_edits
from reviewer.repair.repairs import Repairs
from reviewer.text.message import Message

TEXT = "江邊的渡口在春天開放，往來的人很多。" * 4
REASON = (Message.of("repair.rule", word="渡口"),)
REMEDIES = [
    Remedy(replacement, kind, "rule", 1, confidence, REASON, (), decision)
    for replacement, kind, confidence, decision in (
        ("", Kind.SPACING, 0.99, Decision.ACCEPTED),
        ("新字", Kind.BYTE_SHIFT, 0.7, Decision.PROPOSED),
        ("", Kind.INJECTED_TEXT, 0.6, Decision.PROPOSED),
    )
]
PLANS = st.lists(st.tuples(st.integers(0, 20), st.sampled_from(REMEDIES)), max_size=12, unique_by=lambda row: row[0])


def plan(rows: list[tuple[int, Remedy]]) -> RepairPlan:
    found = Repairs.rows(TEXT, [(at * 3, at * 3 + 2, remedy) for at, remedy in sorted(rows, key=lambda row: row[0])])
    loss = Loss(1, 2, LossKind.UNDECODABLE, REASON[0], REASON[0])
    return RepairPlan(TEXT, found, (loss,), "1")


@given(PLANS)
def test_columns_and_objects_make_the_same_plan(rows: list[tuple[int, Remedy]]) -> None:
    columns = plan(rows)
    objects = RepairPlan(TEXT, tuple(columns.repairs), columns.losses, "1")
    assert columns == objects
    assert hash(columns) == hash(objects)
    assert columns.repaired().text == objects.repaired().text
    assert accept_all(columns) == accept_all(objects)


@given(PLANS)
def test_only_accepted_repairs_are_made(rows: list[tuple[int, Remedy]]) -> None:
    made = plan(rows)
    accepted = [r.edit for r in made.repairs if r.decision is Decision.ACCEPTED]
    assert made.edits() == accepted
    repaired, applied = made.repaired(), apply_edits(TEXT, accepted)
    assert repaired.text == applied.text
    assert repaired.map.target_bounds() == applied.map.target_bounds()


@given(PLANS)
def test_a_plan_comes_back_from_another_process(rows: list[tuple[int, Remedy]]) -> None:
    assert pickle.loads(pickle.dumps(plan(rows))) == plan(rows)


@given(PLANS)
def test_accepting_all_leaves_guesses_and_none_leaves_everything(rows: list[tuple[int, Remedy]]) -> None:
    for before, after in zip(plan(rows).repairs, accept_all(plan(rows)).repairs, strict=True):
        assert (after.decision is Decision.ACCEPTED) == (before.kind is not Kind.INJECTED_TEXT)
    assert accept_none(plan(rows)).edits() == []
