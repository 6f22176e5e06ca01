"""Notes are shown as Markdown, safely."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from reviewer.gui.main_window import MainWindow
from reviewer.gui.panels.remarks import as_markdown
from reviewer.services import annotating
from reviewer.text.span import Span


def _shown(note: str) -> QTextDocument:
    page = QTextDocument()
    page.setMarkdown(as_markdown(note))
    return page


def test_emphasis_lists_and_links_are_shown_as_such() -> None:
    page = _shown("**錯的**：\n\n- 見[年報](https://example.org/a)\n- 另查")
    assert page.toPlainText().split("\n") == ["錯的：", "見年報", "另查"]
    assert "font-weight:700" in page.toHtml()
    assert 'href="https://example.org/a"' in page.toHtml()


def test_lines_stay_lines() -> None:
    assert _shown("第一行\n第二行").toPlainText().replace("\u2028", "\n") == "第一行\n第二行"


@pytest.mark.parametrize("note", ["<img src='file:///etc/hostname'>", "![圖](http://example.org/a.png)", "<script>x"])
def test_nothing_is_fetched(note: str) -> None:
    assert "<img" not in _shown(note).toHtml()
    assert note.strip("![").split("]")[0][:5] in _shown(note).toPlainText()


def test_the_card_shows_the_note(window: MainWindow) -> None:
    session = window.context.session
    assert session.document is not None
    changes = session.act(annotating.add_claim, session.document, [Span(0, 5)])
    assert changes is not None
    session.go(changes.created[0])
    session.act(annotating.set_note, changes.created[0], "見 **年報**")
    assert window.inspector.claims.card.remarks._note_text.text() == "見 **年報**"
