"""Nothing that is written on a control is cut off: in every language, in small windows and large ones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QLineEdit, QWidget

from reviewer.annotations.evidence import Evidence
from reviewer.gui.application import SETTLING
from reviewer.gui.main_window import MainWindow
from reviewer.gui.theme import METRICS, text_scale
from reviewer.gui.widgets.elided_link import ElidedLink
from reviewer.gui.widgets.search_field import SearchField
from reviewer.language.wording import LOCALES
from reviewer.services import annotating, settings
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library
from reviewer.text.span import Span

SIZES = ((1280, 720), (1440, 900))
DIALOGS = ("overview", "codebook", "preferences", "keys", "export", "checklists")
REPORT = "雲溪縣工業局通報\n全縣共檢查企業46家，84.7%的企業合格。\n發案率由20.8%下降到18.2%，下降3.6個百分點。\n"


def settle() -> None:
    for _ in range(SETTLING):
        QApplication.processEvents()


def seen(root: QWidget) -> Iterator[QWidget]:
    """What of the parts can be seen."""
    return (part for part in root.findChildren(QWidget) if part.isVisible() and not part.visibleRegion().isEmpty())


def cut(part: QWidget) -> bool:
    """Whether a part is too small for what it says."""
    metrics = QFontMetricsF(part.font())
    if isinstance(part, QLabel) and part.text():
        if part.wordWrap():
            return part.heightForWidth(part.width()) > part.height() + 1
        return part.sizeHint().width() > part.width() + 1
    if isinstance(part, QAbstractButton) and part.text() and not isinstance(part, ElidedLink):
        return metrics.horizontalAdvance(part.text()) > part.width()
    if isinstance(part, QComboBox):
        return metrics.horizontalAdvance(part.currentText()) > part.width() - 28
    if isinstance(part, QLineEdit) and not part.text():
        return metrics.horizontalAdvance(part.placeholderText()) > part.width() - 16
    return False


def all_cut(root: QWidget) -> list[str]:
    settle()
    return [
        f"{type(part).__name__} {getattr(part, 'text', getattr(part, 'currentText', str))()!r} {part.size().toTuple()}"
        for part in seen(root)
        if cut(part)
    ]


@pytest.fixture
def window(start, library_path) -> MainWindow:
    """The window on a report with findings, a claim with everything that can hang on it."""
    with open_library(library_path) as library:
        stored = store_prepared(library, prepare_bytes(REPORT.encode(), "fit.txt")).document
    made = start()
    session = made.context.session
    session.open(stored)
    claim = session.act(annotating.add_claim, stored, [Span(9, 19)]).created[0]
    session.act(annotating.put_evidence, claim, Evidence("", "https://example.org/a/long/address", quotation="年鑑"))
    session.act(annotating.set_note, claim, "與上一期通報相符\n另見附表")
    session.act(annotating.set_tags, claim, ["水利", "巡查"])
    session.act(annotating.link, claim, session.state.figures[0].id)
    return made


def places(window: MainWindow) -> list[str]:
    session = window.context.session
    return [next(item.id for item in session.items if item.kind == kind) for kind in ("figure", "claim", "finding")]


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_cut_off_in_the_window(window: MainWindow, locale: str) -> None:
    window.context.wording.choose(locale)
    for size in SIZES:
        window.resize(*size)
        for place in places(window):
            window.context.session.go(place)
            assert all_cut(window) == [], (size, place)
        window.context.actions["checklist"].trigger()
        assert all_cut(window) == [], size
        assert (window.width(), window.height()) == size


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_cut_off_in_the_dialogs(window: MainWindow, locale: str) -> None:
    window.context.wording.choose(locale)
    for name in DIALOGS:
        window.context.actions[name].trigger()
        (dialog,) = window.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly)
        QApplication.processEvents()
        pages = dialog.list.count() if name == "preferences" else 1
        for page in range(pages):
            if name == "preferences":
                dialog.list.setCurrentRow(page)
            assert all_cut(dialog) == [], (name, page)
        dialog.close()
        dialog.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def usual() -> Iterator[None]:
    """The type as large as usual again for whatever is tested next."""
    yield
    METRICS.scale = 1.0


@pytest.mark.parametrize("scale", ["150", "200"])
def test_larger_words_are_not_cut_off(window: MainWindow, usual: None, scale: str) -> None:
    before = window.status.height(), window.fontMetrics().height()
    window.desk.choose("text-scale", scale)
    window.context.appearance.settle()
    for locale in ("zh_TW", "en"):
        window.context.wording.choose(locale)
        for size in SIZES:
            window.resize(*size)
            for place in places(window):
                window.context.session.go(place)
                assert all_cut(window) == [], (size, place)
            window.context.actions["checklist"].trigger()
            assert all_cut(window) == [], size
            window.context.actions["checklist"].trigger()
            assert window.width() == size[0]
    assert window.status.height() == round(before[0] * int(scale) / 100)
    assert window.fontMetrics().height() > 1.4 * before[1]
    assert settings.load().choices["text-scale"] == scale


def test_larger_words_are_there_after_a_restart_and_go_again(start, usual: None) -> None:
    plain = start().fontMetrics().height()
    large = start(choices={"text-scale": "175"})
    assert large.fontMetrics().height() > 1.6 * plain
    large.desk.choose("text-scale", "100")
    large.context.appearance.settle()
    assert large.fontMetrics().height() == plain


@pytest.mark.parametrize(
    ("chosen", "system", "scale"),
    [("", 12, 1.0), ("", 15, 1.0), ("", 17, 1.0), ("", 22, 1.45), ("", 30, 2.0), ("", 60, 2.0), ("125", 30, 1.25)],
)
def test_the_systems_larger_text_is_followed_unless_something_else_is_chosen(chosen: str, system: int, scale: float):
    assert text_scale(chosen, system) == scale


@pytest.mark.parametrize("chosen", ["x", "0", "1000", "-100"])
def test_a_size_that_cannot_be_chosen_is_none(chosen: str):
    assert text_scale(chosen, 13) == 1.0


def test_a_label_that_is_too_small_is_seen(window: MainWindow) -> None:
    window.header.setFixedWidth(80)
    assert all_cut(window)


def test_a_small_window_can_be_had_while_panels_are_arranged(window: MainWindow) -> None:
    window.resize(1280, 660)
    window.context.actions["arrange-panels"].trigger()
    for place in places(window):
        window.context.session.go(place)
        settle()
        assert window.height() == 660


def test_a_note_of_several_lines_is_one_line_of_a_list(window: MainWindow) -> None:
    window.inspector.show_tab("claims")
    (row,) = window.inspector.claims.list.rows()
    assert "與上一期通報相符 另見附表" in row.detail
    assert "\n" not in row.detail


def test_the_search_field_says_less_where_there_is_less_room(window: MainWindow) -> None:
    field = SearchField(window.context.appearance, lambda words: ())
    hints = ["Search library, text, actions", "Search"]
    widths = [QFontMetricsF(field.font()).horizontalAdvance(hint) for hint in hints]
    field.set_hints(hints)
    field.show()
    for room, said in ((widths[0] + 40, hints[0]), (widths[0] - 4, hints[1]), (widths[1] - 4, "")):
        field.setFixedWidth(round(room))
        settle()
        assert field.placeholderText() == said
    assert field.accessibleName() == hints[0]
    field.close()
