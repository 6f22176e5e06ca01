"""The manual: in every language, of the same chapters, with the keys as they are."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from reviewer.gui.actions import ACTIONS
from reviewer.gui.dialogs.manual_dialog import ManualDialog, manual_text
from reviewer.gui.main_window import MainWindow
from reviewer.language.wording import LOCALES
from reviewer.resource_files import resource


def _written(locale: str) -> str:
    return resource("manual", f"{locale}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_tells_of_the_same_actions_in_as_many_chapters(locale: str) -> None:
    keys = re.findall(r"\{key:([a-z0-9-]+)\}", _written(locale))
    assert keys == re.findall(r"\{key:([a-z0-9-]+)\}", _written("en"))
    assert set(keys) <= {spec.name for spec in ACTIONS}
    assert _written(locale).count("\n## ") == _written("en").count("\n## ") > 10


def test_the_manual_opens_at_its_chapters_and_finds_words(window: MainWindow) -> None:
    window.context.actions["manual"].trigger()
    manual = window.findChild(ManualDialog)
    assert manual is not None
    assert manual.chapters.count() == _written("zh_TW").count("\n## ")
    manual.chapters.setCurrentRow(6)
    assert manual.page.verticalScrollBar().value() > 0
    QTest.keyClicks(manual.search, "JSON")
    assert manual.page.textCursor().selectedText() == "JSON"
    window.context.wording.choose("en")
    assert "The original is never changed" in manual.page.toPlainText()


def test_changed_keys_are_told_as_they_are(window: MainWindow) -> None:
    actions = window.context.actions
    actions.use_keys({"accept": "J", "reject": ""})
    told = manual_text("en", actions)
    assert "**J** accepts" in told
    assert f"**{actions['reject'].text().replace('&', '')}** rejects" in told
    assert QKeySequence("N").toString() in told
    assert "{key:" not in told
