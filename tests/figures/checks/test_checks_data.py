"""Every check on texts written for it, and twice as many texts about which there is nothing to say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reviewer.figures.checks.examine import examine
from reviewer.figures.checks.page import Page
from reviewer.figures.find import find_figures
from reviewer.figures.finding import Check, Finding, Severity
from reviewer.language.wording import LOCALES, catalogue, say
from reviewer.resource_files import resource
from reviewer.text.span import Span

CASES = Path(__file__).parents[2] / "cases"


def cases(name: str) -> list[Any]:
    loaded: list[Any] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))["cases"]
    return loaded


def page(text: str, name: str = "") -> Page:
    return Page.of(text, find_figures(text), name=name)


def named(text: Page, finding: Finding) -> list[Any]:
    return [finding.check.value, finding.severity.value, [text.figures[place].text for place in finding.figures]]


@pytest.mark.parametrize("case", cases("checks_found"), ids=lambda case: case["text"][:24])
def test_each_finding_and_no_other(case: dict[str, Any]) -> None:
    text = page(case["text"])
    assert [named(text, finding) for finding in examine(text)] == case["findings"]


@pytest.mark.parametrize("text", cases("checks_none"), ids=lambda text: text[:24])
def test_nothing_is_said_of_what_agrees(text: str) -> None:
    checked = page(text)
    assert [named(checked, finding) for finding in examine(checked)] == []


@pytest.mark.parametrize("case", cases("checks_against"), ids=lambda case: case["text"][:18] + case["earlier"][0][:18])
def test_earlier_texts(case: dict[str, Any]) -> None:
    text, earlier = page(case["text"], "now"), [page(other, f"earlier {n}") for n, other in enumerate(case["earlier"])]
    found = [
        [*named(text, finding), [[e.text, earlier[e.text].figures[e.figure].text] for e in finding.elsewhere]]
        for finding in examine(text, earlier)
        if finding.elsewhere
    ]
    assert found == case["findings"]


def test_negatives_are_twice_the_positives_and_every_check_is_tried() -> None:
    assert len(cases("checks_none")) >= 2 * len(cases("checks_found"))
    tried = {finding[0] for case in cases("checks_found") for finding in case["findings"]}
    assert tried | {"year-on-year"} == {check.value for check in Check}


def all_findings() -> list[Finding]:
    found = [finding for case in cases("checks_found") for finding in examine(page(case["text"]))]
    for case in cases("checks_against"):
        found += examine(page(case["text"]), [page(other, "a.txt") for other in case["earlier"]])
    return found


def test_every_finding_can_be_said_in_every_language() -> None:
    for finding in all_findings():
        for locale in LOCALES:
            for message in (finding.statement, *finding.working):
                said = say(message, locale)
                assert said
                assert "{" not in said
                assert said[-1] in ".?。？"


def test_the_catalogues_agree_and_hold_what_is_said() -> None:
    english = catalogue("en", "checks")
    places = {name: sorted(_places(text)) for name, text in english.items()}
    for locale in LOCALES:
        other = catalogue(locale, "checks")
        assert {name: sorted(_places(text)) for name, text in other.items()} == places
    assert resource("translations", "en", "checks.json").is_file()


def _places(text: str | list[str]) -> set[str]:
    import string

    parts = [text] if isinstance(text, str) else text
    return {name for part in parts for _, name, _, _ in string.Formatter().parse(part) if name}


def test_intervals_of_a_finding_show_the_conflict() -> None:
    """Where a contradiction can be drawn, what is stated and what follows lie apart."""
    for finding in all_findings():
        stated = [stretch.interval for stretch in finding.intervals if stretch.stated]
        derived = [stretch.interval for stretch in finding.intervals if not stretch.stated]
        if finding.severity is Severity.CONTRADICTION and len(stated) == len(derived) == 1:
            assert not stated[0].meets(derived[0]), finding


def test_damage_and_slogans_enter_no_check() -> None:
    text = "共\ufffd20户，其中甲镇50户、乙镇40户、丙镇40户。合格率由20.\ufffd%降至18.2%，下降3.6个百分点。"
    assert examine(page(text)) == ()


def test_half_a_number_enters_no_check() -> None:
    text = "全年实现收入2.47亿元，同比增加0.14亿元，增长16.0%。"
    lost = [Span(text.index("0.14"), text.index("0.14") + 1)]
    assert examine(page(text)) != ()
    assert examine(Page.of(text, find_figures(text, lost), lost)) == ()


def test_findings_come_in_reading_order() -> None:
    text = page("\n".join(case["text"] for case in cases("checks_found")))
    firsts = [finding.figures[0] for finding in examine(text)]
    assert firsts == sorted(firsts)
    assert len(firsts) > 60


def test_the_seed_and_the_undamaged_samples(corpus: Path) -> None:
    seed = page((corpus / "seed" / "repaired_taiwan.txt").read_text(encoding="utf-8"))
    found = [named(seed, finding) for finding in examine(seed)]
    assert found == [
        ["wording", "note", ["10萬+"]],
        ["grim", "question", ["46個", "84.7%"]],
        ["percent-or-points", "note", ["3.6%"]],
    ]


def test_the_samples() -> None:
    texts = {name: page(resource("samples", f"{name}.clean.txt").read_text(encoding="utf-8")) for name in SAMPLES}
    assert {name: [named(text, finding) for finding in examine(text)] for name, text in texts.items()} == SAMPLES


SAMPLES = {
    "grain-depots": [["grim", "question", ["37座", "91.6%"]]],
    "industry-bulletin": [],
    "waterworks": [["part-whole", "contradiction", ["1374件", "1352件", "98.9%"]]],
}
