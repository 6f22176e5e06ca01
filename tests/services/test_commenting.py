"""Threads of comments: begun on anything, answered, settled, reopened, one's own changed and withdrawn."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from reviewer.annotations.comment import FINDING, Thread
from reviewer.services import annotating, commenting, exporting, history, judging, reading, searching
from reviewer.services.changes import What
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.text.span import Span


def threads(library: Library, document: str) -> tuple[Thread, ...]:
    return reading.review(library, document).threads


def begun(library: Library, document: str, target: str = "", text: str = "是四十六家嗎？") -> str:
    known = {thread.id for thread in threads(library, document)}
    commenting.comment(library, document, target or document, text)
    (new,) = (thread.id for thread in threads(library, document) if thread.id not in known)
    return new


def test_anything_can_be_talked_about(library: Library, document: str) -> None:
    state = reading.review(library, document)
    claim = annotating.add_claim(library, document, [Span(2, 4), Span(20, 24)]).created[0]
    key = f"{FINDING}grim/x/{state.figures[0].anchor.span.start}-{state.figures[0].anchor.span.end}=46"
    targets = {
        claim: Span(2, 24),
        state.figures[0].id: state.figures[0].anchor.span,
        state.repairs[0].id: state.repairs[0].repair.span,
        key: state.figures[0].anchor.span,
        document: Span(0, 0),
    }
    for target in targets:
        begun(library, document, target)
    found = threads(library, document)
    assert {thread.target: thread.span for thread in found} == targets
    assert list(found) == sorted(found, key=lambda thread: (thread.span.start, thread.span.end))
    assert {said.author for thread in found for said in thread.comments} == {"林審閱"}


def test_a_real_finding_can_be_talked_about(library: Library, document: str) -> None:
    state = reading.review(library, document)
    for finding in judging.judge(state, judging.check(state)):
        begun(library, document, FINDING + finding.key)


@pytest.mark.parametrize(
    "target", ["c0", "f0", "r0", "d0", "x", "", f"{FINDING}nonsense", f"{FINDING}grim/x/1-999999=4"]
)
def test_what_is_not_there(library: Library, document: str, target: str) -> None:
    with pytest.raises(RequestProblem):
        commenting.comment(library, document, target, "x")


@pytest.mark.parametrize("text", ["", " \n ", "x" * (commenting.MOST + 1)])
def test_words_are_needed_but_not_too_many(library: Library, document: str, text: str) -> None:
    with pytest.raises(RequestProblem):
        commenting.comment(library, document, document, text)
    assert threads(library, document) == ()


def test_answers_settling_and_taking_up_again(library: Library, document: str) -> None:
    thread = begun(library, document)
    library.reviewer = "陳"
    commenting.reply(library, thread, "年報第 12 頁是 47。")
    commenting.resolve(library, thread)
    (made,) = threads(library, document)
    assert [said.author for said in made.comments] == ["林審閱", "陳"]
    assert (made.resolved, made.resolver) == (True, "陳")
    commenting.resolve(library, thread, resolved=False)
    assert not threads(library, document)[0].resolved
    commenting.resolve(library, thread)
    commenting.reply(library, thread, "我再看看")
    assert not threads(library, document)[0].resolved


def test_settling_twice_is_no_action(library: Library, document: str) -> None:
    thread = begun(library, document)
    commenting.resolve(library, thread)
    assert commenting.resolve(library, thread).entry is None


def test_only_ones_own_words_are_changed_and_withdrawn(library: Library, document: str) -> None:
    begun(library, document)
    said = threads(library, document)[0].comments[0]
    library.reviewer = "陳"
    for act in (lambda: commenting.edit(library, said.id, "x"), lambda: commenting.withdraw(library, said.id)):
        with pytest.raises(RequestProblem, match="not-yours"):
            act()
    library.reviewer = "林審閱"
    commenting.edit(library, said.id, "是四十七家")
    (after,) = threads(library, document)[0].comments
    assert (after.text, after.written, bool(after.edited)) == ("是四十七家", said.written, True)
    commenting.withdraw(library, said.id)
    assert threads(library, document) == ()


def test_a_withdrawn_beginning_keeps_the_answers(library: Library, document: str) -> None:
    thread = begun(library, document)
    commenting.reply(library, thread, "答")
    first, answer = threads(library, document)[0].comments
    commenting.withdraw(library, first.id)
    assert [said.text for said in threads(library, document)[0].comments] == ["", "答"]
    with pytest.raises(RequestProblem):
        commenting.edit(library, first.id, "x")
    commenting.withdraw(library, answer.id)
    assert threads(library, document) == ()
    for _ in range(2):
        history.undo(library)
    assert threads(library, document)[0].comments == (first, answer)


def test_a_thread_outlives_what_it_is_about(library: Library, document: str) -> None:
    claim = annotating.add_claim(library, document, [Span(2, 4)]).created[0]
    begun(library, document, claim)
    annotating.remove(library, [claim])
    (thread,) = threads(library, document)
    assert (thread.target, thread.span) == (claim, Span(2, 4))


def test_the_state_follows_without_reading_all_again(library: Library, document: str) -> None:
    before = reading.review(library, document)
    mark = before.figures[0].id
    changes = commenting.comment(library, document, mark, "?")
    assert (changes.what, changes.rows) == ({What.COMMENTS}, {mark})
    followed = reading.changed(library, before, changes)
    assert followed is not None
    assert followed.threads == threads(library, document)
    unchanged = reading.changed(library, followed, annotating.set_note(library, mark, "x"))
    assert unchanged is not None
    assert unchanged.threads == followed.threads


def test_comments_are_found(library: Library, document: str) -> None:
    begun(library, document, text="請向縣統計局求證")
    hits = searching.search(library, "统计局")
    assert [(hit.field, hit.found) for hit in hits] == [("comment", "統計局")]


def test_comments_leave_with_every_report(library: Library, document: str, tmp_path: Path) -> None:
    thread = begun(library, document, reading.review(library, document).repairs[0].id, "=1+1 <b>粗</b>")
    commenting.reply(library, thread, "答\n第二行")
    commenting.resolve(library, thread)
    for name in ("html", "json", "csv"):
        exporting.export(library, name, [document], tmp_path / name, "zh_TW")
    page = (tmp_path / "html").read_text(encoding="utf-8")
    assert "關於修復" in page and "已結" in page and "=1+1 &lt;b&gt;粗&lt;/b&gt;" in page
    (told,) = json.loads((tmp_path / "json").read_bytes())["documents"]
    assert [said["text"] for said in told["threads"][0]["comments"]] == ["=1+1 <b>粗</b>", "答\n第二行"]
    with (tmp_path / "csv" / "comments.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["of"], row["text"], row["resolved"]) for row in rows] == [
        ("repair", "'=1+1 <b>粗</b>", "yes"),
        ("repair", "答\n第二行", "yes"),
    ]
