"""Pages: the article whole, the rest gone, nothing fetched, nothing too deep."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.documents import html
from reviewer.documents.document import DocumentProblem
from reviewer.documents.html_blocks import collapsed

CASES = json.loads((Path(__file__).parent.parent / "cases" / "documents_pages.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["why"])
def test_pages_give_their_article(case: dict[str, str]) -> None:
    assert html.is_page(case["page"])
    text = html.read_page(case["page"]).text
    if "text" in case:
        assert text == case["text"]
    else:
        assert case["holds"] in text and case["lacks"] not in text


@pytest.mark.parametrize("text", CASES["not_pages"])
def test_text_that_speaks_of_markup_is_no_page(text: str) -> None:
    assert not html.is_page(text)


@pytest.mark.parametrize("depth", [10, 300, 1_500, 5_000, 200_000])
def test_the_text_is_found_however_deep(depth: int) -> None:
    page = "<html><body>" + "<div>" * depth + "最深處的報告&amp;數字42。" + "</div>" * depth + "</body></html>"
    assert html.read_page(page).text == "最深處的報告&數字42。"


def test_a_paragraph_longer_than_the_parser_likes_is_whole() -> None:
    paragraph = "糧庫檢查報告。" * 600_000
    assert html.read_page(f"<html><body><p>{paragraph}</p></body></html>").text == paragraph


@pytest.mark.parametrize("page", ["<p>" * (html.MOST_TAGS + 1), "<html>" + "甲" * html.LARGEST])
def test_pages_beyond_the_limits_are_refused(page: str) -> None:
    with pytest.raises(DocumentProblem) as caught:
        html.read_page(page)
    assert caught.value.message.code == "documents.markup-too-large"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet="粮库检查报告整改同比上升下降九二三4,。，！", min_size=1, max_size=60), min_size=1, max_size=12
    )
)
def test_no_paragraph_of_an_article_is_lost(paragraphs: list[str]) -> None:
    page = "<html><body><nav><a href=a>导航链接</a></nav><div>%s</div></body></html>"
    text = html.read_page(page % "".join(f"<p>{p}</p>" for p in paragraphs)).text
    assert text == "\n".join(paragraphs)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<a href=x>",
                "<table>",
                "<tr>",
                "<td>",
                "</div>",
                "<",
                "&#",
                "&#xD800;",
                "\x00",
                "\x01",
                "<!--",
                "-->",
                "<script>",
                "糧庫",
                "<![CDATA[",
                "<?x",
                "<br/>",
                "\ud7ff",
            ]
        )
    )
)
def test_any_soup_is_read(parts: list[str]) -> None:
    page = html.read_page("<html>" + "".join(parts))
    page.text.encode("utf-8")


@given(st.text(alphabet=" \t\n\r粮a，\u3000\xa0"))
def test_collapsing_twice_is_collapsing_once(text: str) -> None:
    once = collapsed(text)
    assert collapsed(once) == once
    assert [c for c in once if c not in " \t\r\n"] == [c for c in text if c not in " \t\r\n"]
