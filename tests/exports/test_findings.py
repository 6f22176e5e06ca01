"""Findings of the checks in every format: with their working, and why they were set aside."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from reviewer.exports import csv_tables, html, json_report
from reviewer.exports.report import Report
from reviewer.language.wording import LOCALES


def page(report: Report, locale: str = "zh_TW") -> str:
    return html.render([report], locale).decode()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_shows_working_and_reasons(full_report: Report, locale: str) -> None:
    shown = page(full_report, locale)
    assert "41/42 = 97.62 %" in shown
    assert "=另有&lt;i&gt;所指&lt;/i&gt;" in shown
    assert "林晚舟" in shown
    assert "去年.txt" in shown
    assert "&lt;b&gt;5.52&lt;/b&gt;" in shown
    assert shown.count('class="card finding') == 2


def test_what_was_set_aside_stands_last_and_counts_as_closed(full_report: Report) -> None:
    shown = page(full_report)
    assert shown.index("41/42") < shown.index("另有")
    assert "<b>0</b> 項矛盾" in shown
    assert "<b>1</b> 項疑問" in shown


def test_a_figure_in_question_stands_out_in_the_text_until_it_is_settled(full_report: Report) -> None:
    # The wrong one has been dealt with: it is shown as wrong.
    assert page(full_report).count("figure-asked figure-first") == 2
    settled = replace(full_report, findings=full_report.findings[1:])
    assert "figure-asked figure-first" not in page(settled)


def test_a_report_that_was_not_checked_does_not_say_that_nothing_was_found(full_report: Report) -> None:
    unchecked = replace(full_report, findings=(), checked=False)
    assert "d1-checks" not in page(unchecked)
    assert "d1-checks" in page(replace(unchecked, checked=True))
    (row,) = csv.DictReader(io.StringIO(csv_tables.render([unchecked], "en")["documents.csv"].decode("utf-8-sig")))
    assert (row["contradictions"], row["questions"]) == ("", "")


def test_the_table_of_checks(full_report: Report) -> None:
    text = csv_tables.render([full_report], "en")["checks.csv"].decode("utf-8-sig")
    rate, points = csv.DictReader(io.StringIO(text))
    assert (rate["check"], rate["severity"], rate["status"]) == ("grim", "question", "open")
    assert (rate["figures"], rate["texts"]) == ("f-1 | f-2", "42座 | 97.97%")
    assert (points["status"], points["reason"], points["dismissed_by"]) == ("dismissed", "'=另有<i>所指</i>", "林晚舟")
    assert points["elsewhere"] == "去年.txt: 5.1個百分點"


def test_json_keeps_intervals_exactly_and_is_read_back(full_report: Report) -> None:
    data = json_report.render([full_report], "en")
    assert json_report.read(data) == (full_report,)
    finding = json.loads(data)["documents"][0]["findings"][0]["finding"]
    assert finding["intervals"][0]["interval"]["low"] == "19593/200"
    assert finding["intervals"][1]["interval"]["high"] is None
    assert finding["working"][0]["said"]


@pytest.mark.parametrize("low", [97.5, "1/0", "a", [1]])
def test_what_is_no_fraction_is_refused(full_report: Report, low: object) -> None:
    whole = json.loads(json_report.render([full_report], "en"))
    whole["documents"][0]["findings"][0]["finding"]["intervals"][0]["interval"]["low"] = low
    with pytest.raises(json_report.ReportProblem):
        json_report.read(json.dumps(whole).encode())


def test_a_report_written_before_there_were_checks_is_read(full_report: Report) -> None:
    whole = json.loads(json_report.render([full_report], "en"))
    for name in ("findings", "checked"):
        del whole["documents"][0][name]
    (read,) = json_report.read(json.dumps(whole).encode())
    assert read == replace(full_report, findings=(), checked=False)
