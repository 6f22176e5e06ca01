"""Documents of made-up places for the review view, and a view that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from pytestqt.qtbot import QtBot

from reviewer.gui.review_view.content import Content, Mark, MarkStyle
from reviewer.gui.review_view.view import ReviewView
from reviewer.text.edit import Edit, EditList
from reviewer.text.span import Span

Changes = Iterable[tuple[int, int, str]]
Make = Callable[..., Content]

REPORT = (
    "青石縣糧(liáng)倉檢查,累計檢查糧庫42座。\n梅嶺鄉的水位站?h區在九月四日修好。\n\n第三段沒有任何損壞，只有文字。"
)


def content_of(text: str, changes: Changes = (), marks: Iterable[Mark] = ()) -> Content:
    edits = EditList(Edit(*change) for change in changes)
    return Content(text, edits.apply(text), edits.map(), tuple(marks))


def marked_report() -> Content:
    """The report with a gloss, a comma and a byte shift repaired, a figure and a claim around it."""
    text = REPORT
    changes = [
        (text.index("(liáng)"), text.index("(liáng)") + 7, ""),
        (text.index(","), text.index(",") + 1, "，"),
        (text.index("?h"), text.index("?h") + 2, "。縣"),
    ]
    plain = content_of(text, changes)
    styles = (MarkStyle.GLOSS, MarkStyle.PUNCTUATION, MarkStyle.SHIFT)
    bounds = zip(changes, plain.map.target_bounds(), styles, strict=True)
    marks = [Mark(f"repair-{s.value}", s, Span(c[0], c[1]), Span(*b), s is MarkStyle.SHIFT) for c, b, s in bounds]
    marks.append(_mark(plain, "figure", MarkStyle.FIGURE, "42座"))
    marks.append(_mark(plain, "claim", MarkStyle.CLAIM, "累計檢查糧庫42座"))
    return Content(plain.original, plain.repaired, plain.map, tuple(marks))


def _mark(content: Content, name: str, style: MarkStyle, passage: str) -> Mark:
    start = content.original.index(passage)
    span = Span(start, start + len(passage))
    return Mark(name, style, span, content.map.span_to_target(span), True)


def long_report(paragraphs: int = 300) -> Content:
    """Many paragraphs, each with one figure marked."""
    lines = [
        f"第{i}段，河堤巡查完成{i * 7 + 3}處，" + "居民可在里辦公處查閱明細。" * (i % 5) for i in range(paragraphs)
    ]
    text = "\n".join(lines)
    content = content_of(text)
    marks, at = [], 0
    for i, line in enumerate(lines):
        span = Span(at + line.index("成") + 1, at + line.index("處") + 1)
        marks.append(Mark(f"figure-{i}", MarkStyle.FIGURE, span, span, True))
        at += len(line) + 1
    return Content(content.original, content.repaired, content.map, tuple(marks))


@pytest.fixture
def make() -> Make:
    return content_of


@pytest.fixture
def report() -> Content:
    return marked_report()


@pytest.fixture
def long() -> Content:
    return long_report()


@pytest.fixture
def view(qtbot: QtBot) -> ReviewView:
    """An empty view of the size it has in the window."""
    shown = ReviewView()
    shown.set_labels("原文", "¶", "修復後")
    shown.resize(860, 640)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.setFocus()
    return shown
