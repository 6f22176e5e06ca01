"""The readable text of an HTML page: its blocks joined by newlines, nothing of the article lost.

The page is cut into blocks here; trafilatura only says which of them it takes for the article. It drops short
paragraphs, headings and private-use characters that repair still needs, so what stands among the article's blocks is
kept as well, and a page that it cannot judge is kept whole but for its navigation.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.documents.document import DocumentProblem
from reviewer.documents.html_blocks import Block, blocks_of, collapsed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST = 16 * 2**20
"""Characters of the largest page that is parsed."""

MOST_TAGS = 500_000
"""Tags of the most complex page: some 150 MB once parsed."""

_JUDGED = 2 * 2**20
_TRUSTED = 0.35
# Atomic: there are 2^n ways to read n comments as one or more, and a text that is no page would try them all.
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_SENTENCE = re.compile(r"[。！？]")
_UNREAD = re.compile(r"<(?:!--|(script|style|template|noscript)\b)", re.I)
_BLOCK_TAG = re.compile(r"<(?:/?(?:p|div|li|tr|h[1-6]|table|section|article|dd|dt)|br)\b[^<>]*>", re.I)
_TAG = re.compile(r"<[/!?a-z][^<>]*>", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's title (`<title>`, one line, may be empty) and its readable text."""

    title: str
    text: str


def is_page(text: str) -> bool:
    """Whether a text begins as an HTML page does."""
    return _PAGE.match(text[:4096]) is not None


def read_page(markup: str) -> Page:
    """Title and text of a page. Raises `DocumentProblem` when it is larger or more complex than any report."""
    if len(markup) > LARGEST or markup.count("<") > MOST_TAGS:
        raise DocumentProblem("documents.markup-too-large", limit=LARGEST // 2**20, tags=MOST_TAGS)
    tree = _parsed(markup)
    if tree is None:
        return Page("", _without_tags(markup))
    title = collapsed(tree.findtext(".//title") or "").strip()
    article = _article(markup)
    return Page(title, "\n".join(block.text for block in _chosen(list(blocks_of(tree)), article)))


def _parsed(markup: str) -> HtmlElement | None:
    """The tree; None for pages without an element and for those nested deeper than libxml2 follows (2,048)."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    limits = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NAME_TOO_LONG)
    return None if any(entry.type in limits for entry in parser.error_log) else tree


def _article(markup: str) -> str:
    """What trafilatura takes for the article, letters and digits only; empty when it finds none."""
    if len(markup) > _JUDGED:
        return ""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    text = trafilatura.extract(markup, favor_recall=True, include_comments=False, include_tables=True)
    return _letters(text or "")


def _chosen(blocks: list[Block], article: str) -> Iterable[Block]:
    matched = [k for k, block in enumerate(blocks) if _in_article(block, article)]
    body = sum(len(block.text) for block in blocks if not block.aside and not block.linked)
    if sum(len(blocks[k].text) for k in matched) < _TRUSTED * body or not matched:
        return [block for block in blocks if not block.aside and not block.linked] or blocks
    inside = range(matched[0], matched[-1])
    parents = {blocks[k].parent for k in matched}
    sure = set(matched)
    return [b for k, b in enumerate(blocks) if k in sure or _belongs(b, k in inside, b.parent in parents)]


def _in_article(block: Block, article: str) -> bool:
    letters = _letters(block.text)
    return bool(letters) and letters in article and not (block.aside and len(letters) < 12)


def _belongs(block: Block, inside: bool, sibling: bool) -> bool:
    if block.aside:
        return False
    if block.linked:
        return inside and sibling
    return inside or sibling or block.heading or _SENTENCE.search(block.text) is not None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _without_tags(markup: str) -> str:
    text = _BLOCK_TAG.sub("\n", " ".join(_read_parts(markup)))
    lines = (collapsed(html.unescape(_TAG.sub("", line))).strip() for line in text.split("\n"))
    return "\n".join(filter(None, lines))


def _read_parts(markup: str) -> Iterator[str]:
    """What stands outside comments, scripts and styles; one that never ends hides nothing.

    Each sort is looked for to the end only once, so that 100,000 unended ones cost no more than one.
    """
    at, unended = 0, set[str]()
    for opening in _UNREAD.finditer(markup):
        sort = (opening[1] or "").lower()
        if opening.start() < at or sort in unended:
            continue
        end = re.compile(rf"</{sort}\s*>" if sort else "-->", re.I).search(markup, opening.end())
        if end is None:
            unended.add(sort)
            continue
        yield markup[at : opening.start()]
        at = end.end()
    yield markup[at:]
