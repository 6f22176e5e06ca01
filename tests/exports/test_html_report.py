"""The page: everything in it, nothing that runs, nothing fetched, in three languages."""

import re
from dataclasses import replace

import pytest
from lxml import html as parser

from reviewer.exports.html import render
from reviewer.exports.language_tag import language_tag
from reviewer.exports.report import LogEntry, Report
from reviewer.language.wording import LOCALES, catalogue
from reviewer.text.message import Message
from reviewer.text.offset_map import OffsetMap


def page(report: Report, locale: str = "zh_TW"):  # type: ignore[no-untyped-def]
    return parser.document_fromstring(render([report], locale), parser=parser.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize(("locale", "tag"), [("zh_TW", "zh-Hant-TW"), ("zh_CN", "zh-Hans-CN"), ("en", "en")])
def test_the_page_speaks_the_readers_language(full_report: Report, locale: str, tag: str) -> None:
    tree = page(full_report, locale)
    assert tree.get("lang") == tag
    headings = [heading.text_content() for heading in tree.iter("h2")]
    assert catalogue(locale, "exports")["texts"] in headings
    assert {cell.get("lang") for cell in tree.xpath("//td[@class='text']")} == {"zh-Hant"}


def test_both_texts_stand_paragraph_beside_paragraph(full_report: Report) -> None:
    rows = page(full_report).xpath("//table[@class='texts']/tbody/tr")
    for (left, _, right), original, repaired in zip(
        rows, full_report.original.split("\n"), full_report.repaired.split("\n"), strict=True
    ):
        for cell, text in ((left, original), (right, repaired)):
            for reference in cell.find_class("reference"):
                reference.drop_tree()
            assert cell.text_content() == text


@pytest.mark.parametrize("locale", LOCALES)
def test_every_annotation_and_repair_is_told_of(full_report: Report, locale: str) -> None:
    text = page(full_report, locale).text_content()
    for claim in full_report.claims:
        assert claim.note in text
    for told in ("96.97", "知曉率為96.97%", "第3頁", "2024-04-30", "our-own-verdict", "ab" * 32, "Reviewer 0.1.0"):
        assert told in text
    for repair in full_report.repairs:
        assert repair.manual or repair.repair.rule in text
    assert text.count("0.987") == len(full_report.repairs) - 1
    assert str(catalogue(locale, "exports")["damaged"]) in text


def test_marks_differ_in_line_style_not_only_in_colour(full_report: Report) -> None:
    css = "".join(style.text for style in page(full_report).iter("style"))
    lines = {
        "gloss": "line-through", "shift": "wavy", "conversion": "solid", "punctuation": "dotted", "other": "double",
        "figure": "border-block", "claim": "background", "loss": "outline",
    }  # fmt: skip
    for style, line in lines.items():
        assert line in re.search(rf"^\.{style} {{[^}}]*}}", css, re.M | re.S).group()  # type: ignore[union-attr]


def test_nothing_runs_and_nothing_is_fetched(full_report: Report) -> None:
    data = render([full_report], "en").decode()
    tree = page(full_report, "en")
    assert "<script>alert(1)</script>" not in data and "&lt;script&gt;alert(1)" in data
    assert not list(tree.iter("script", "link", "img", "iframe", "object"))
    assert not re.search(r"url\(|@import|\son\w+=", data)
    assert "default-src 'none'" in data
    assert {a.get("href").split(":")[0] for a in tree.iter("a") if not a.get("href").startswith("#")} == {"https"}


def test_places_that_are_pointed_to_exist(full_report: Report) -> None:
    tree = page(full_report)
    names = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(names) == len(set(names))
    assert {a.get("href")[1:] for a in tree.iter("a") if a.get("href").startswith("#")} <= set(names)


def test_several_documents_have_contents(full_report: Report) -> None:
    other = replace(full_report, source=replace(full_report.source, id="d-2", title="<b>第二份</b>"))
    tree = parser.document_fromstring(render([full_report, other], "zh_TW").decode())
    assert [a.text_content() for a in tree.xpath("//nav//a")] == ["松溪縣糧食專項檢查", "<b>第二份</b>"]
    assert len(list(tree.iter("article"))) == 2
    names = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(names) == len(set(names))


def test_an_empty_document_and_no_document_are_pages_too(full_report: Report) -> None:
    empty = Report(full_report.source, "", "", OffsetMap.identity())
    assert str(catalogue("en", "exports")["empty-text"]) in page(empty, "en").text_content()
    assert b"<body>" in render([], "en")


def test_control_characters_and_surrogates_are_shown(full_report: Report) -> None:
    text = "甲\x00乙\x0b丙\ud800"
    cells = page(Report(full_report.source, text, text, OffsetMap.identity())).xpath("//td[@class='text']")
    assert [cell.text_content() for cell in cells] == ["甲␀乙␋丙\ufffd"] * 2


def test_no_control_character_reaches_the_page_wherever_it_stands(full_report: Report) -> None:
    hostile = "\x00\x1b[2J\x85\ud800"
    claims = tuple(replace(claim, tags=(hostile,), verdict=hostile, author=hostile) for claim in full_report.claims)
    entry = LogEntry(1, hostile, hostile, Message.of("history.imported", name=hostile), False)
    made = replace(full_report, claims=claims, history=(entry,), reviewer=hostile, engine=hostile, program=hostile)
    text = render([made], "en").decode()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert text.count("␀␛[2J") >= 3 + len(claims)


@pytest.mark.parametrize(
    ("text", "tag"),
    [("糧食檢查", "zh-Hant"), ("粮食检查", "zh-Hans"), ("", "zh-Hant"), ("a?b", "zh-Hant"), ("发展?", "zh-Hans")],
)
def test_the_script_of_a_text_is_told(text: str, tag: str) -> None:
    assert language_tag(text) == tag
