"""Quotations find their passage again, also after the text around it has changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.selector import CONTEXT, TextQuote
from reviewer.text.span import Span


@st.composite
def quoted(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(st.text(alphabet="甲乙丙。\n", min_size=1, max_size=60))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(quoted())
def test_a_quotation_finds_its_words(case: tuple[str, Span]) -> None:
    text, span = case
    found = TextQuote.of(text, span).find(text, near=span.start)
    assert found is not None
    assert found.of(text) == span.of(text)


@given(quoted())
def test_a_quotation_finds_its_place_where_the_surroundings_are_whole(case: tuple[str, Span]) -> None:
    text, span = case
    quote = TextQuote.of(text, span)
    whole = len(quote.prefix) == span.start and len(quote.suffix) == len(text) - span.end
    found = quote.find(text, near=span.start)
    assert found == span or not whole


@given(quoted(), st.text(alphabet="xyz", max_size=8))
def test_text_put_in_front_moves_the_passage(case: tuple[str, Span], before: str) -> None:
    text, span = case
    found = TextQuote.of(text, span).find(before + text, near=span.start + len(before))
    assert found == span.shifted(len(before))


def test_surroundings_tell_equal_words_apart() -> None:
    text = "東港有三座橋，西港有三座橋，南港有三座橋。"
    span = Span(12, 15)
    assert TextQuote.of(text, span).find("新增一句。" + text) == span.shifted(5)


def test_near_breaks_ties() -> None:
    assert TextQuote("橋", "", "").find("橋橋橋", near=2) == Span(2, 3)


def test_a_passage_that_is_gone_is_not_found() -> None:
    assert TextQuote("渡口", "", "").find("全文無此詞") is None
    assert TextQuote("", "前", "後").find("前後") is None


def test_context_is_bounded() -> None:
    quote = TextQuote.of("前" * 100 + "中" + "後" * 100, Span(100, 101))
    assert (quote.prefix, quote.exact, quote.suffix) == ("前" * CONTEXT, "中", "後" * CONTEXT)
