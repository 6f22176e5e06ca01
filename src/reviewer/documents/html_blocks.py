"""A page cut into blocks of text, in reading order, each with what its place says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCKS = _tags(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul"
)
_CELLS = frozenset(("td", "th"))
_PLAIN_CELL = "plain-cell"
"""Cells of a row without blocks in them: they stay on one line, with tabs between."""

_UNREAD = _tags(
    "head script style noscript template iframe object embed applet svg canvas select button textarea datalist"
    " audio video map"
)
_HIDDEN = ".//*[@hidden or contains(translate(concat(@style, ';'), ' ', ''), 'display:none;')]"
_ASIDE = frozenset(("nav", "aside", "footer", "menu"))
_ASIDE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu"))

_WIDE = "\u2e80-\u303f\u3041-\u312f\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff“”‘’…—"
_WRAPPED = re.compile(f"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\f\r\n]*(?=[{_WIDE}])")
_SPACES = re.compile("[ \t\r\n\f]+")
_BLANK = " \t\r\n\f\u3000\xa0"
_LINE, _CELL = "\ufdd1", "\ufdd2"
"""Stand for <br> and for the border of two cells until white space is collapsed: noncharacters, never in a text."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its text, whether it is mostly links, stands in navigation, is a heading, and its parent's number."""

    text: str
    linked: bool
    aside: bool
    heading: bool
    parent: int


@dataclass(slots=True)
class _Cut:
    """The block being gathered, and how deep the walk is in what matters for it."""

    parts: list[str] = field(default_factory=list)
    links: int = 0
    in_link: int = 0
    in_aside: int = 0
    in_heading: int = 0
    in_pre: int = 0
    parents: list[int] = field(default_factory=lambda: [-2, -1])

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.links += len(text.strip()) if self.in_link else 0

    def taken(self, ends: bool) -> Block | None:
        """What was gathered, if anything; `ends` says that the innermost block ends here."""
        raw, links = "".join(self.parts), self.links
        self.parts, self.links = [], 0
        text = raw.strip("\r\n") if self.in_pre else collapsed(raw)
        text = text.rstrip(_CELL).replace(_LINE, "\n").replace(_CELL, "\t")
        if not text.strip(_BLANK):
            return None
        parent = self.parents[-2 if ends else -1]
        return Block(text, links * 2 > len(text), self.in_aside > 0, self.in_heading > 0, parent)


def collapsed(text: str) -> str:
    """White space as CSS collapses it: runs become one space, line ends between wide characters vanish.

    No-break and ideographic spaces stay. Source: CSS Text Module Level 3, sections 4.1.1 and 4.1.3.
    """
    return _SPACES.sub(" ", _WRAPPED.sub("", text)).strip(" ")


def blocks_of(tree: HtmlElement) -> Iterator[Block]:
    """The blocks of a parsed page in reading order. Takes out of `tree` what nobody reads: scripts, hidden elements."""
    from lxml import etree

    _prune(tree)
    cut = _Cut()
    for number, (event, element) in enumerate(etree.iterwalk(tree, events=("start", "end"))):
        tag, ends = str(element.tag), event == "end"
        if tag in _BLOCKS and (block := cut.taken(ends)):
            yield block
        if ends:
            _leave(cut, element, tag)
        else:
            _enter(cut, element, tag, number)


def _enter(cut: _Cut, element: HtmlElement, tag: str, number: int) -> None:
    if tag in _BLOCKS:
        cut.parents.append(number)
    _count(cut, element, tag, 1)
    cut.add(_LINE if tag == "br" else element.text)


def _leave(cut: _Cut, element: HtmlElement, tag: str) -> None:
    if tag in _BLOCKS:
        cut.parents.pop()
    _count(cut, element, tag, -1)
    cut.add(_CELL if tag == _PLAIN_CELL else "")
    cut.add(element.tail)


def _count(cut: _Cut, element: HtmlElement, tag: str, by: int) -> None:
    cut.in_link += by * (tag == "a")
    cut.in_pre += by * (tag == "pre")
    cut.in_heading += by * (tag == "h1")
    cut.in_aside += by * (tag in _ASIDE or element.get("role") in _ASIDE_ROLES)


def _prune(tree: HtmlElement) -> None:
    from lxml import etree

    hidden = tree.xpath(_HIDDEN)
    for element in hidden if isinstance(hidden, list) else ():
        element.drop_tree()
    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    for row in tree.iter("tr"):
        cells = [cell for cell in row if cell.tag in _CELLS]
        if len(cells) > 1 and not any(True for _ in row.iterdescendants(*_BLOCKS - _CELLS)):
            for cell in cells:
                cell.tag = _PLAIN_CELL
