"""The unified diff: right by `patch`, and by construction."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.cli.diff import unified
from reviewer.text.edit import Edit, EditList


def same(text: str) -> str:
    return text


def patched(original: str, diff: str) -> str:
    """What a reader of the diff reconstructs, without `patch`."""
    lines = original.split("\n")
    source = [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    out, at = [], 0
    body = diff.split("\n")[2:-1] if diff else []
    for index, line in enumerate(body):
        ended = index + 1 < len(body) and body[index + 1].startswith("\\ No newline")
        text = line[1:] + ("" if ended else "\n")
        if line.startswith("@@"):
            start, count = (int(n) for n in line.split(" ")[1][1:].split(","))
            until = start - 1 if count else start
            out += source[at:until]
            at = until
        elif line[:1] in (" ", "-"):
            assert source[at] == text
            at += 1
        if line[:1] in (" ", "+"):
            out.append(text)
    return "".join(out + source[at:])


edits = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 4), st.text("甲乙\n", max_size=3)), max_size=6)


@given(st.text("東西\n", max_size=60), edits)
def test_the_diff_leads_from_the_original_to_the_repaired_text(
    original: str, wanted: list[tuple[int, int, str]]
) -> None:
    chosen: list[Edit] = []
    for start, length, replacement in sorted(wanted):
        end = min(start + length, len(original))
        if start <= len(original) and (not chosen or start > chosen[-1].end):
            chosen.append(Edit(start, end, replacement))
    plan = EditList(chosen)
    repaired = plan.apply(original)
    diff = unified("a", original, repaired, plan.map(), same)
    assert patched(original, diff) == repaired
    assert (diff == "") == (original == repaired)


@pytest.mark.skipif(shutil.which("patch") is None, reason="GNU patch is not installed")
def test_patch_applies_it(tmp_path: Path) -> None:
    original = "\n".join(f"第{n}段斗爭" for n in range(20))
    plan = EditList(Edit(at, at + 1, "鬥") for at, c in enumerate(original) if c == "斗" and at % 3)
    file = tmp_path / "a.txt"
    file.write_text(original, encoding="utf-8", newline="")
    diff = unified("a.txt", original, plan.apply(original), plan.map(), same)
    subprocess.run(["patch", str(file)], input=diff.encode(), check=True, capture_output=True)
    assert file.read_bytes().decode() == plan.apply(original)
