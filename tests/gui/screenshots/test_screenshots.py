"""Views of the window compared with kept pictures, block by block: what vanishes or turns dark is seen, a font is not.

Both pictures are made eight times smaller; tiles of 32 by 32 pixels of the window are compared by their mean colour.
`REVIEWER_KEEP_PICTURES=1 pytest tests/gui/screenshots` keeps what the window shows now as the new references: look at
them before they are committed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.gui.application import SETTLING, Program, make_application
from reviewer.gui.context import Preferences
from reviewer.gui.fonts import BUNDLED_FAMILY, load_bundled
from reviewer.gui.main_window import MainWindow
from reviewer.gui.review_view import page
from reviewer.gui.review_view.content import Column
from reviewer.gui.theme import Theme
from reviewer.repair.damage import Kind
from reviewer.services import annotating
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library
from reviewer.services.settings import Settings
from reviewer.text.span import Span

KEPT = Path(__file__).parent
SIZE = QSize(960, 640)
LARGE = QSize(1280, 900)
"""Where every panel fits: a window smaller than its panels want takes the height they happen to want."""
SMALLER, TILE = 8, 4
"""How many times smaller pictures are compared, and the edge of a tile in that."""
APART, FEW = 12, 0.015
"""How far the mean colours of tiles may be apart (of 255), and the share of tiles that may be further apart."""

TEXT = (
    "青溪縣水利局通報\n"
    "今年以來,青溪縣水利局聯(lián)系各鄉(xiāng)鎮(zhèn),創(chuàng)新巡查制度,共檢查水庫46座,其中合格39座,合格率84.8%。\n"
    "累計巡查3500場次,發現隱患156處,同比上升5.5個百分點。縣水利局負責督促整改,確保堤防安全,鬥爭到底。\n"
    "全縣計劃投入經費1.2億元,用于整修渠道,預計明年6月4日完工。后續工作由各鄉(xiāng)鎮(zhèn)負責,定期公布檢查結果。\n"
    "地方\t水庫\t合格\n梅嶺\t12\t10\n白石渡口\t20\t17\n青溪\t14\t12\n"
)
"""A report of a place that does not exist."""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window for all pictures, in the bundled font."""
    app = make_application()
    load_bundled()
    path = tmp_path_factory.mktemp("pictured") / "library.sqlite"
    with open_library(path, create=True) as library:
        for name, text in (("sound.txt", "白石鎮糧站季報\n本季收購稻穀320噸,比上季增加12%。\n"), ("report.txt", TEXT)):
            store_prepared(library, prepare_bytes(text.encode(), name))
    preferences = Preferences(Settings(locale="zh_TW", theme="light", font=BUNDLED_FAMILY), now=True)
    program = Program(app, preferences)
    made = program.show(open_library(path))
    made.resize(SIZE)
    session = made.context.session
    session.open(session.entries[-1].id)
    at = session.state.original.index("累計巡查")
    session.act(annotating.add_claim, session.document, [Span(at, at + 10)])
    yield made
    program.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def plain(window: MainWindow) -> MainWindow:
    """The window as it is at first: light, Traditional Chinese, two columns, the first repair at hand."""
    dress(window, Theme.LIGHT, "zh_TW")
    for name in ("one-column", "arrange-panels"):
        if window.context.actions[name].isChecked():
            window.context.actions[name].trigger()
    window.context.actions["reset-layout"].trigger()
    window.resize(SIZE)
    session = window.context.session
    session.open(session.entries[-1].id)
    session.go(next(r.id for r in session.state.repairs if r.repair.kind is Kind.PINYIN_GLOSS))
    return window


def dress(window: MainWindow, theme: Theme, locale: str) -> None:
    window.context.appearance.choose(theme)
    window.context.appearance.settle()
    window.context.wording.choose(locale)


def settled(widget: QWidget) -> QImage:
    """What a widget shows once layouts within layouts have settled."""
    for _ in range(SETTLING):
        QApplication.processEvents()
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


# Scenes


def two_columns(window: MainWindow) -> QWidget:
    return window


def two_columns_dark(window: MainWindow) -> QWidget:
    dress(window, Theme.DARK, "en")
    return window


def one_column(window: MainWindow) -> QWidget:
    window.context.actions["one-column"].trigger()
    return window


def one_column_dark(window: MainWindow) -> QWidget:
    dress(window, Theme.DARK, "zh_TW")
    return one_column(window)


def figures(window: MainWindow) -> QWidget:
    session = window.context.session
    session.go(session.state.figures[0].id)
    return window


def claim(window: MainWindow) -> QWidget:
    dress(window, Theme.LIGHT, "en")
    window.context.session.go(window.context.session.state.claims[0].id)
    return window


def nothing_on_show(window: MainWindow) -> QWidget:
    window.context.session.close_document()
    return window


def panels_moved(window: MainWindow) -> QWidget:
    window.resize(LARGE)
    dress(window, Theme.DARK, "zh_TW")
    window.context.actions["arrange-panels"].trigger()
    window.context.actions["library-right"].trigger()
    return window


SCENES: dict[str, Callable[[MainWindow], QWidget]] = {
    "two-columns": two_columns,
    "two-columns-dark-en": two_columns_dark,
    "one-column": one_column,
    "one-column-dark": one_column_dark,
    "figures": figures,
    "claim-en": claim,
    "nothing-on-show": nothing_on_show,
    "panels-moved-dark": panels_moved,
}


# Likeness


def tiles(image: QImage) -> list[list[tuple[int, int, int]]]:
    """The mean colour of each tile, row by row."""
    kind, ignored = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
    small = image.scaled(image.width() // SMALLER, image.height() // SMALLER, ignored, kind)
    few = small.scaled(small.width() // TILE, small.height() // TILE, ignored, kind)
    pixels = ([few.pixelColor(x, y) for x in range(few.width())] for y in range(few.height()))
    return [[(c.red(), c.green(), c.blue()) for c in row] for row in pixels]


def unlike(one: QImage, other: QImage) -> float:
    """The share of tiles that are further apart than a font makes them; 1 for pictures of different sizes."""
    if one.size() != other.size():
        return 1.0
    pairs = [pair for rows in zip(tiles(one), tiles(other), strict=True) for pair in zip(*rows, strict=True)]
    far = [1 for before, after in pairs if max(abs(a - b) for a, b in zip(before, after, strict=True)) > APART]
    return len(far) / len(pairs)


def kept(name: str) -> QImage:
    return QImage(str(KEPT / f"{name}.png")).convertToFormat(QImage.Format.Format_RGB32)


def keep(name: str, image: QImage) -> None:
    """Save a picture in the 256 colours it has most of: a quarter of the size, and still to be looked at."""
    pixels = memoryview(image.constBits()).cast("I")
    colours = [colour | 0xFF000000 for colour, _ in Counter(pixels).most_common(256)]
    few = image.convertToFormat(QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.AvoidDither)
    few.save(str(KEPT / f"{name}.png"), quality=1)


@pytest.mark.parametrize("name", SCENES)
def test_a_view_looks_as_it_did(plain: MainWindow, name: str) -> None:
    image = settled(SCENES[name](plain))
    if os.environ.get("REVIEWER_KEEP_PICTURES"):
        keep(name, image)
    assert unlike(image, kept(name)) <= FEW


# What has to be seen


def without_panel(name: str) -> Callable[[MainWindow, pytest.MonkeyPatch], None]:
    return lambda window, monkeypatch: window.bench.show_panel(name, False)


def without_column(column: Column) -> Callable[[MainWindow, pytest.MonkeyPatch], None]:
    """The text of a column is no longer painted."""

    def change(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        paint = page.paint_row

        def painted(painter: QPainter, row, *rest) -> None:
            if row.column is not column:
                paint(painter, row, *rest)

        monkeypatch.setattr(page, "paint_row", painted)

    return change


def other_theme(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    dress(window, Theme.DARK, "zh_TW")


def no_style(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.setStyleSheet("* { background: #808080; }")


def larger_text(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.view.set_zoom(130)


CHANGES = {
    "no library": without_panel("library"),
    "no inspector": without_panel("inspector"),
    "an empty original": without_column(Column.ORIGINAL),
    "an empty repaired text": without_column(Column.REPAIRED),
    "the other theme": other_theme,
    "a broken style sheet": no_style,
    "another zoom": larger_text,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_breaks_a_view_is_seen(plain: MainWindow, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    try:
        CHANGES[change](plain, monkeypatch)
        assert unlike(settled(plain), kept("two-columns")) > 2 * FEW
    finally:
        plain.setStyleSheet("")
        plain.view.set_zoom(100)


def test_an_empty_single_column_is_seen(plain: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    without_column(Column.REPAIRED)(plain, monkeypatch)
    assert unlike(settled(one_column(plain)), kept("one-column")) > 2 * FEW


def test_a_shade_and_a_pixel_are_no_difference() -> None:
    before = kept("two-columns")
    after = QImage(before.size(), QImage.Format.Format_RGB32)
    after.fill(before.pixelColor(2, 2))
    painter = QPainter(after)
    painter.drawImage(1, 1, before)
    painter.setOpacity(0.02)
    painter.fillRect(after.rect(), Qt.GlobalColor.black)
    painter.end()
    assert unlike(before, after) <= FEW


def test_the_pictures_stay_small() -> None:
    assert {file.stem for file in KEPT.glob("*.png")} == set(SCENES)
    assert sum(file.stat().st_size for file in KEPT.glob("*.png")) < 1_500_000
