"""Stages are left out only where their detector has nothing to find, and come in the order their evidence needs."""

from __future__ import annotations

from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.repair.progress import ignored
from reviewer.repair.stages import GUESSING, REPAIRING, Stage, Work

TEXTS = st.text(alphabet="江 西省\xa0\n,，.。&＆<>;#a1＜b\u3000\u2003的里?(ā)", max_size=60) | st.text(max_size=60)


@pytest.mark.parametrize("stage", [s for s in REPAIRING if s.signs], ids=lambda stage: stage.name)
@given(text=TEXTS)
@settings(max_examples=60)
def test_without_its_signs_a_detector_finds_nothing(stage: Stage, text: str) -> None:
    bare = "".join(c for c in text if c not in stage.signs)
    assert list(import_module(f"reviewer.repair.detectors.{stage.name}").find(bare)) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("markup", "他&ldquo;去&rdquo;了"),
        ("spaced_letters", "會議在江 西 省召開，各地代表都到了。"),
        ("spacing", "他說 ，三年任務就是目標"),
    ],
)
def test_with_a_sign_it_is_asked(name: str, shown: str) -> None:
    (stage,) = (stage for stage in REPAIRING if stage.name == name)
    assert stage.find(Work.of(shown), ignored)[0]


def test_the_shares_only_grow_to_the_whole() -> None:
    shares = [stage.share for stage in REPAIRING + GUESSING]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_evidence_is_read_before_anything_rewrites_it() -> None:
    order = [stage.name for stage in REPAIRING + GUESSING]
    later_first = [
        ("mojibake", "byte_shift"),
        ("byte_shift", "invisible"),
        ("byte_shift", "pinyin_gloss"),
        ("pinyin_gloss", "punctuation_width"),
        ("punctuation_width", "script_conversion"),
    ]
    assert [(a, b) for a, b in later_first if order.index(a) > order.index(b)] == []
