"""Documents of a library checked beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.annotations.figure_mark import FigureState
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.services import annotating, judging, reading
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import Library, open_library

EARLIER = "澜桥县2018年报告\n2018年，澜桥县全县绿化覆盖率41.2%。全县累计建成公厕312座。\n"
LATER = "澜桥县2019年报告\n2019年，澜桥县全县绿化覆盖率45.6%，比上年提高2.3个百分点。全县累计建成公厕298座。\n"
ELSEWHERE = "石梁县2018年报告\n2018年，石梁县全县绿化覆盖率38.4%。石梁县全县累计建成公厕500座。\n"


@pytest.fixture
def library(tmp_path: Path):
    with open_library(tmp_path / "library.sqlite", create=True) as opened:
        yield opened


def stored(library: Library, *texts: str) -> list[str]:
    return [store_prepared(library, prepare_bytes(t.encode(), f"{n}.txt")).document for n, t in enumerate(texts)]


def beside(library: Library, document: str) -> list[JudgedFinding]:
    return [judged for judged in judging.findings_of(library, document) if judged.elsewhere]


def told(findings: list[JudgedFinding]) -> list[tuple[str, list[str]]]:
    return [(judged.finding.check.value, [other.text for other in judged.elsewhere]) for judged in findings]


def test_what_another_document_says_is_held_against_a_document(library: Library) -> None:
    earlier, later, _ = stored(library, EARLIER, LATER, ELSEWHERE)
    found = beside(library, later)
    assert told(found) == [("year-on-year", ["41.2%"]), ("same-quantity", ["312座"])]
    assert {other.document for judged in found for other in judged.elsewhere} == {earlier}


def test_a_total_that_grows_afterwards_is_no_fall(library: Library) -> None:
    earlier, _ = stored(library, EARLIER, LATER)
    assert beside(library, earlier) == []


def test_a_correction_in_the_other_document_settles_it(library: Library) -> None:
    earlier, later = stored(library, EARLIER, LATER)
    assert len(beside(library, later)) == 2
    rate = next(mark for mark in reading.review(library, earlier).figures if mark.reading.text == "41.2%")
    annotating.set_figure_state(library, [rate.id], FigureState.WRONG, corrected="43.3%")
    assert told(beside(library, later)) == [("same-quantity", ["312座"])]


def test_a_removed_document_says_nothing(library: Library) -> None:
    earlier, later = stored(library, EARLIER, LATER)
    annotating.remove_documents(library, [earlier])
    assert beside(library, later) == []


def test_a_library_is_read_in_slices(library: Library) -> None:
    documents = stored(library, EARLIER, LATER, ELSEWHERE)
    tries = 1
    while judging.check_beside(library, documents[1], seconds=0) is None:
        tries += 1
    assert tries == len(documents)
    assert judging.check_beside(library, documents[1], seconds=0) is not None


def test_documents_counted_before_are_counted_again_where_a_new_one_names_them(library: Library) -> None:
    (first,) = stored(library, EARLIER)
    before = judging.count(library, [first])
    assert before == {first: (0, 0)}
    judging.keep_counts(library, before)
    second = store_prepared(library, prepare_bytes(EARLIER.replace("41.2", "44.1").encode(), "2.txt")).document
    assert judging.count(library, [second]) == {first: (0, 1), second: (0, 1)}
