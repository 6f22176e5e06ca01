"""Findings set aside with a reason that stays, and taken up again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.annotations.figure_mark import FigureState
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.figures.finding import Check, Severity
from reviewer.language.wording import LOCALES, say
from reviewer.repair.damage import Decision
from reviewer.services import annotating, deciding, dismissing, history, importing, judging, reading
from reviewer.services.changes import What
from reviewer.services.library import Library, open_library
from reviewer.services.problem import RequestProblem

TEXT = (
    "雲溪縣創(chuàng)新工業局通報\n"
    "全縣共檢查企業46家，其中合格38家，合格率84.7%。\n"
    "刑事案件發案率由20.8%下降到18.2%，下降3.6個百分點。\n"
)
"""A report of a county that does not exist, with a rate that cannot be and a difference that is wrong."""


@pytest.fixture
def document(library: Library, made: Callable[..., importing.Prepared]) -> str:
    return importing.store_prepared(library, made(TEXT)).document


def findings(library: Library, document: str) -> dict[str, JudgedFinding]:
    return {judged.key: judged for judged in judging.findings_of(library, document)}


def first(library: Library, document: str) -> JudgedFinding:
    return next(f for f in judging.findings_of(library, document) if f.finding.severity is not Severity.NOTE)


def test_the_report_is_asked_about(library: Library, document: str) -> None:
    found = judging.findings_of(library, document)
    assert {Check.POINT_CHANGE} <= {judged.finding.check for judged in found}
    assert all(judged.open for judged in found if judged.finding.severity is not Severity.NOTE)
    state = reading.review(library, document)
    known = {mark.id for mark in state.figures}
    assert all(set(judged.marks) <= known for judged in found)


def test_a_reason_is_kept_over_a_restart_and_shown_in_the_history(library: Library, document: str) -> None:
    key = first(library, document).key
    changes = dismissing.dismiss(library, document, key, " 基數另有所指 ")
    assert (changes.what, changes.documents) == ({What.FINDINGS}, {document})
    with open_library(library.path) as again:
        said = findings(again, document)[key].dismissal
        assert said is not None
        assert (said.reason, said.author) == ("基數另有所指", "林審閱")
        assert said.changed
        entry = history.entries(again, document, 1)[0]
        for locale in LOCALES:
            assert "基數另有所指" in say(entry.message, locale)


def test_undo_and_redo_of_a_dismissal(library: Library, document: str) -> None:
    key = first(library, document).key
    before = judging.open_counts(findings(library, document).values())
    dismissing.dismiss(library, document, key, "")
    after = judging.open_counts(findings(library, document).values())
    assert sum(after) == sum(before) - 1
    history.undo(library)
    assert findings(library, document)[key].open
    history.redo(library)
    assert not findings(library, document)[key].open
    changes = dismissing.restore(library, document, [key])
    assert changes.what == {What.FINDINGS}
    assert findings(library, document)[key].open


def test_another_reason_replaces_the_first_and_the_same_one_changes_nothing(library: Library, document: str) -> None:
    key = first(library, document).key
    dismissing.dismiss(library, document, key, "甲")
    assert dismissing.dismiss(library, document, key, "甲").entry is None
    dismissing.dismiss(library, document, key, "乙")
    assert reading.review(library, document).dismissals[0].reason == "乙"
    history.undo(library)
    assert reading.review(library, document).dismissals[0].reason == "甲"


def test_a_dismissal_outlives_figures_that_are_found_again(library: Library, document: str) -> None:
    key = first(library, document).key
    dismissing.dismiss(library, document, key, "甲")
    state = reading.review(library, document)
    deciding.decide(library, [d.id for d in state.repairs], Decision.ACCEPTED)
    deciding.decide(library, [d.id for d in state.repairs], Decision.REJECTED)
    assert findings(library, document)[key].dismissal is not None


def test_a_dismissal_does_not_hold_for_other_numbers(library: Library, document: str) -> None:
    judged = next(f for f in judging.findings_of(library, document) if f.finding.check is Check.POINT_CHANGE)
    dismissing.dismiss(library, document, judged.key, "甲")
    annotating.set_figure_state(library, [judged.marks[-1]], FigureState.WRONG, "1.1個百分點")
    changed = [f for f in judging.findings_of(library, document) if f.finding.check is Check.POINT_CHANGE]
    assert [f.open for f in changed] == [True]
    annotating.set_figure_state(library, [judged.marks[-1]], FigureState.UNCHECKED)
    assert findings(library, document)[judged.key].dismissal is not None


@pytest.mark.parametrize("key", ["", "grim", "grim/none", "grim/none/x-y=1", "grim/none/0-99999=1", "grim/none/9-3=1"])
def test_what_is_no_finding_cannot_be_dismissed(library: Library, document: str, key: str) -> None:
    with pytest.raises(RequestProblem):
        dismissing.dismiss(library, document, key, "甲")
    assert reading.review(library, document).dismissals == ()


def test_a_finding_of_no_document_cannot_be_dismissed(library: Library, document: str) -> None:
    with pytest.raises(RequestProblem):
        dismissing.dismiss(library, "d0", first(library, document).key, "甲")


def test_counts_come_to_the_list_once_they_are_kept(library: Library, document: str) -> None:
    (entry,) = reading.documents(library)
    assert (entry.contradictions, entry.questions) == (None, None)
    assert judging.never_checked(library) == (document,)
    judging.keep_counts(library, judging.count(library, [document]))
    (entry,) = reading.documents(library)
    assert (entry.contradictions or 0) + (entry.questions or 0) >= 1
    assert judging.never_checked(library) == ()


def test_a_library_that_is_only_read_keeps_no_counts(library: Library, document: str) -> None:
    with open_library(library.path, read_only=True) as reader:
        judging.keep_counts(reader, {document: (1, 1)})
    assert judging.never_checked(library) == (document,)
