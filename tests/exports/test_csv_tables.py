"""Tables: read by spreadsheets, complete, safe."""

import csv
import io

import pytest

from reviewer.exports.csv_tables import render
from reviewer.exports.report import Report
from reviewer.language.wording import LOCALES


def tables(report: Report, locale: str = "zh_TW") -> dict[str, list[dict[str, str]]]:
    return {
        name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        for name, data in render([report], locale).items()
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_every_list_of_the_report_is_a_table(full_report: Report, locale: str) -> None:
    counted = {name: len(rows) for name, rows in tables(full_report, locale).items()}
    assert counted == {
        "documents.csv": 1, "repairs.csv": 11, "losses.csv": 1, "figures.csv": 4, "claims.csv": 2,
        "checks.csv": 2, "evidence.csv": 2, "attachments.csv": 0, "comments.csv": 0, "checklist.csv": 0,
        "history.csv": 2,
    }  # fmt: skip


def test_tables_are_what_excel_reads(full_report: Report) -> None:
    for data in render([full_report], "zh_TW").values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")


def test_empty_lists_keep_their_columns(full_report: Report) -> None:
    header = render([full_report], "en")["claims.csv"].splitlines()[0]
    assert render([], "en")["claims.csv"].splitlines() == [header]


def test_positions_lead_to_the_text(full_report: Report) -> None:
    for row in tables(full_report)["repairs.csv"]:
        assert full_report.original[int(row["start"]) : int(row["end"])] == row["original"]
        if row["decision"] == "accepted":
            assert full_report.repaired[int(row["repaired_start"]) : int(row["repaired_end"])] == row["replacement"]
    for row in tables(full_report)["figures.csv"]:
        assert full_report.repaired[int(row["repaired_start"]) : int(row["repaired_end"])] == row["text"]


def test_provenance_and_annotations_are_complete(full_report: Report) -> None:
    found = tables(full_report)
    by_hand = found["repairs.csv"][-1]
    assert (by_hand["replacement"], by_hand["proposed"], by_hand["decision"]) == ("該列", "其列", "rejected")
    assert (by_hand["decided_by"], by_hand["by_hand"]) == ("林晚舟", "yes")
    wrong = found["figures.csv"][1]
    assert (wrong["state"], wrong["corrected"], wrong["tags"]) == ("wrong", "96.97", "年報")
    assert found["figures.csv"][3]["value"] == "" and found["figures.csv"][3]["trust"] == "damaged"
    claim = found["claims.csv"][1]
    assert claim["original"] == "42座。\n群眾知曉率97.97% | 再查"
    assert {(row["of"], row["target"]) for row in found["evidence.csv"]} == {("claim", "c-1"), ("figure", "f-2")}


def test_formulas_do_not_run(full_report: Report) -> None:
    assert tables(full_report)["figures.csv"][1]["note"] == "'=與年報不符"
