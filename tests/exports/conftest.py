"""A small report with something of every kind in it: what every export is tested on."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.claim import Claim
from reviewer.annotations.codebook import Tag
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.evidence import Evidence, Stance
from reviewer.annotations.figure_mark import FigureMark, FigureState, Origin
from reviewer.annotations.judged_finding import Dismissal, JudgedFinding, OtherPlace
from reviewer.exports.report import LogEntry, Report, Source
from reviewer.figures.figure import Comparison, Figure, FigureKind, Trust
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval
from reviewer.repair.damage import Decision, Kind, Loss, LossKind, Repair
from reviewer.repair.plan import apply_edits
from reviewer.text.message import Message
from reviewer.text.span import Span

ORIGINAL = (
    "松溪縣糧食專項(xiàng)檢查\n"
    "檢查開展以來,縣農(nóng)業(yè)局堅持斗爭,查糧庫42座。\n"
    "群眾知曉率97.97%,同比上升5.52個百分點,對排名靠后的庫通報。\n"
    "限期??h局要求:?!?月4日再查。\n"
    "其中=SUM(A1)項<script>alert(1)</script>不在此列。"
)
DOCUMENT = "d-1"
WHY = Message.of("documents.encoding-likeliest", encoding="GB18030", second="Big5-HKSCS", bad=0)


def _span(text: str, nth: int = 0) -> Span:
    at = ORIGINAL.index(text)
    for _ in range(nth):
        at = ORIGINAL.index(text, at + 1)
    return Span(at, at + len(text))


def _repair(number: int, span: Span, new: str, kind: Kind, decision: Decision = Decision.ACCEPTED) -> DecidedRepair:
    repair = Repair(
        span.start, span.end, span.of(ORIGINAL), new, kind, f"rule-{kind}", 2, 0.987, (WHY,), ("別的讀法",), decision
    )
    return DecidedRepair(f"r-{number}", DOCUMENT, repair)


def _repairs() -> tuple[DecidedRepair, ...]:
    listed = [
        _repair(1, _span("(xiàng)"), "", Kind.PINYIN_GLOSS),
        _repair(2, _span(","), "，", Kind.PUNCTUATION_WIDTH),
        _repair(3, _span("(nóng)"), "", Kind.PINYIN_GLOSS),
        _repair(4, _span("(yè)"), "", Kind.PINYIN_GLOSS),
        _repair(5, _span("斗"), "鬥", Kind.SCRIPT_CONVERSION),
        _repair(6, _span("后"), "後", Kind.SCRIPT_CONVERSION),
        _repair(7, _span("??h"), "。縣", Kind.BYTE_SHIFT),
        _repair(8, _span("?!?"), "。“\ufffd", Kind.BYTE_SHIFT),
        _repair(9, _span(":"), "：", Kind.PUNCTUATION_WIDTH, Decision.PROPOSED),
        _repair(10, _span(",", 1), "，", Kind.PUNCTUATION_WIDTH),
    ]
    by_hand = DecidedRepair(
        "r-11", DOCUMENT, _repair(11, _span("此列"), "其列", Kind.INJECTED_TEXT).repair,
        Decision.REJECTED, "該列", True, "林晚舟", "2024-05-01T08:30:12+00:00",
    )  # fmt: skip
    return (*listed, by_hand)


def _figure(number: int, text: str, kind: FigureKind, repaired: str, **reading: object) -> FigureMark:
    at = repaired.index(text)
    anchored = _span(text) if text in ORIGINAL else _span("?月4日")
    figure = Figure(at, at + len(text), text, kind, **reading)  # type: ignore[arg-type]
    return FigureMark(f"f-{number}", DOCUMENT, Anchor.at(ORIGINAL, anchored), figure)


def _figures(repaired: str) -> tuple[FigureMark, ...]:
    up = Comparison("year-on-year", "up")
    count = _figure(1, "42座", FigureKind.COUNT, repaired, value="42", unit="座", measured="糧庫")
    rate = _figure(2, "97.97%", FigureKind.PERCENT, repaired, value="97.97", unit="%", measured="群眾知曉率")
    points = _figure(
        3, "5.52個百分點", FigureKind.PERCENTAGE_POINTS, repaired, value="5.52", unit="百分點", comparison=up
    )
    lost = _figure(4, "\ufffd月4日", FigureKind.DATE, repaired, value=None, trust=Trust.DAMAGED, checkable=False)
    wrong = FigureMark(
        rate.id, DOCUMENT, rate.anchor, rate.reading, Origin.HAND, FigureState.WRONG, "96.97", "=與年報不符",
        ("年報",), (EVIDENCE,), author="林晚舟", changed="2024-05-01T09:00:00+00:00",
    )  # fmt: skip
    return count, wrong, points, lost


EVIDENCE = Evidence(
    "e-1", "https://example.org/report?a=1&b=2", Stance.CONTRADICTS, "javascript:alert(1)", "知曉率為96.97%",
    "2024-04-30", "第3頁",
)  # fmt: skip


def _claims() -> tuple[Claim, ...]:
    first = Claim(
        "c-1", DOCUMENT, (Anchor.at(ORIGINAL, Span(_span("群眾").start, _span("百分點").end)),), "refuted",
        "與縣年報不符。", ("年報", "知曉率"), (EVIDENCE,), ("f-2", "c-2"), "林晚舟",
        "2024-05-01T08:00:00+00:00", "2024-05-01T08:30:00+00:00",
    )  # fmt: skip
    across = Span(_span("42座").start, _span("97.97%").end)
    second = Claim(
        "c-2", DOCUMENT, (Anchor.at(ORIGINAL, across), Anchor.at(ORIGINAL, _span("再查"))), "our-own-verdict"
    )
    return first, second


def _losses() -> tuple[Loss, ...]:
    mark = _span("?", 3)
    lost = Message.of("repair.lost-ascii")
    return (Loss(mark.start, mark.end, LossKind.BYTE_SHIFT, lost, Message.of("nobody.knows-this", place="4")),)


def _findings() -> tuple[JudgedFinding, ...]:
    stated = Stretch("97.97%", Interval.around(Fraction("97.97"), Fraction("0.01")), True)
    open_ended = Stretch("41/42", Interval(Fraction(4100, 42), None, low_open=True), False)
    rate = Finding(
        Check.GRIM, Severity.QUESTION, (0, 1), Message.of("checks.grim", base="42座", share="97.97%"),
        (Message.of("checks.grim-working", fractions="41/42 = 97.62 %"),), (stated, open_ended),
    )  # fmt: skip
    points = Finding(
        Check.POINT_CHANGE, Severity.CONTRADICTION, (2,), Message.of("nobody.says-this", about="<b>5.52</b>"), ()
    )
    aside = Dismissal(DOCUMENT, "point-change/x/1-2=5.52", "=另有<i>所指</i>", "林晚舟", "2024-05-01T09:30:00+00:00")
    return (
        JudgedFinding("grim/grim/1-2=42+3-4=97.97", rate, ("f-1", "f-2")),
        JudgedFinding(aside.finding, points, ("f-3",), (OtherPlace("d-2", "去年.txt", "f-9", "5.1個百分點"),), aside),
    )


@pytest.fixture
def full_report() -> Report:
    repairs = _repairs()
    repaired = apply_edits(ORIGINAL, [d.edit for d in repairs if d.decision is Decision.ACCEPTED])
    return Report(
        source=Source(
            DOCUMENT, "松溪.txt", "松溪縣糧食專項檢查", "text/plain", "ab" * 32, 512, "gb18030", WHY,
            "2024-05-01T07:00:00+00:00", note="第一份", done=True,
        ),
        original=ORIGINAL,
        repaired=repaired.text,
        map=repaired.map,
        repairs=repairs,
        losses=_losses(),
        figures=_figures(repaired.text),
        claims=_claims(),
        findings=_findings(),
        checked=True,
        history=(
            LogEntry(1, "2024-05-01T07:00:00+00:00", "林晚舟", WHY),
            LogEntry(2, "2024-05-01T08:00:00+00:00", "林晚舟", WHY, True),
        ),
        codebook=(Tag("年報", "見於年度報告"),),
        engine="2024.1",
        program="Reviewer 0.1.0",
        exported="2024-05-02T00:00:00+00:00",
        reviewer="林晚舟",
    )  # fmt: skip
