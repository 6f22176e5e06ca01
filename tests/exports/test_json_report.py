"""JSON reports hold everything and are read back."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.exports.json_report import SCHEMA, ReportProblem, read, render
from reviewer.exports.report import Report
from reviewer.language.wording import LOCALES, sentences
from reviewer.repair.damage import Decision
from reviewer.repair.plan import apply_edits
from reviewer.text.offset_map import OffsetMap


@pytest.mark.parametrize("locale", LOCALES)
def test_a_report_is_read_back_whole(full_report: Report, locale: str) -> None:
    (again,) = read(render([full_report], locale))
    assert again == full_report
    assert again.map.target_bounds() == full_report.map.target_bounds()
    assert again.map.inverted().target_bounds() == full_report.map.inverted().target_bounds()


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=40))
def test_any_text_survives(text: str) -> None:
    report = Report(_plain_source(), text, text, OffsetMap.identity(), reviewer=text)
    assert read(render([report], "en")) == (report,)


def _plain_source():  # type: ignore[no-untyped-def]
    from reviewer.exports.report import Source
    from reviewer.text.message import Message

    return Source("d", "a", "a", "text/plain", "", 0, "utf-8", Message.of("documents.encoding-ascii", encoding="UTF-8"))


def test_what_is_written_is_plain_and_says_what_it_means(full_report: Report) -> None:
    whole = json.loads(render([full_report], "zh_TW"))
    document = whole["documents"][0]
    assert (whole["schema"], whole["locale"]) == (SCHEMA, "zh_TW")
    assert document["source"]["encoding_reason"]["said"].startswith("以 GB18030 解讀")
    assert document["losses"][0]["reason"]["said"] == "nobody.knows-this place=4"
    repair = document["repairs"][0]["repair"]
    assert document["original"][repair["start"] : repair["end"]] == repair["original"] == "(xiàng)"
    accepted = [d.edit for d in full_report.repairs if d.decision is Decision.ACCEPTED]
    assert document["repaired"] == apply_edits(document["original"], accepted).text


def test_no_reports_are_a_report_too() -> None:
    assert read(render([], "en")) == ()


def test_a_later_versions_keys_are_passed_over(full_report: Report) -> None:
    whole = json.loads(render([full_report], "en"))
    whole["documents"][0]["later"] = 1
    whole["documents"][0]["source"]["later"] = {"a": []}
    del whole["documents"][0]["reviewer"]
    assert read(json.dumps(whole).encode()) == (replace(full_report, reviewer=""),)


def whole(*documents: object) -> bytes:
    return json.dumps({"schema": SCHEMA, "documents": documents}).encode()


TEXTS = {"original": "", "repaired": "", "map": []}
NOT_REPORTS = [
    b"",
    b"[]",
    b"{}",
    b"null",
    b"\xff",
    b"[" * 100_000,
    b'{"schema": "other/1"}',
    whole({}),
    whole({"source": 1} | TEXTS),
]


@pytest.mark.parametrize("data", [*NOT_REPORTS, whole({"source": {"id": 1}} | TEXTS)])
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ReportProblem) as caught:
        read(data)
    assert all(len(sentences(caught.value.message, locale)) == 3 for locale in LOCALES)
