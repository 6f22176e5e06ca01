"""Files of evidence by gesture: chosen, dropped, pasted, looked at, saved, taken away, brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from reviewer.annotations.attachment import MOST_BYTES, Attachment, KeptFile, NewFile
from reviewer.annotations.evidence import Evidence, Stance
from reviewer.gui.attached.decoding import reduced
from reviewer.gui.attached.pictures import Pictures
from reviewer.gui.attached.tile import Tile, size_in_words
from reviewer.gui.attached.viewer import Viewer
from reviewer.gui.dialogs.evidence_dialog import EvidenceDialog
from reviewer.gui.dialogs.problem_dialog import ProblemDialog
from reviewer.gui.dialogs.purge_dialog import PurgeDialog
from reviewer.gui.main_window import MainWindow
from reviewer.gui.panels.source_line import SourceLine
from reviewer.services import annotating, attaching, purging
from reviewer.text.span import Span

GIVEN = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def claim(window: MainWindow) -> str:
    session = window.context.session
    assert session.document is not None
    changes = session.act(annotating.add_claim, session.document, [Span(0, 5)])
    assert changes is not None
    session.go(changes.created[0])
    window.activateWindow()
    window.view.setFocus()
    return changes.created[0]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    place = tmp_path / "照片.png"
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(place))
    return place


def evidence(window: MainWindow) -> tuple[Evidence, ...]:
    state = window.context.session.state
    assert state is not None
    return state.claims[0].evidence


def files(window: MainWindow) -> list[Attachment]:
    return [file for piece in evidence(window) for file in piece.attachments]


def dropped(widget: QWidget, mime: QMimeData) -> bool:
    """Drag something over a widget and let go; whether it was taken."""
    middle = widget.rect().center()
    enter = QDragEnterEvent(middle, GIVEN[0], mime, *GIVEN[1:])
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(middle), GIVEN[0], mime, *GIVEN[1:]))
    return enter.isAccepted()


def urls(*places: Path | str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(p)) if isinstance(p, Path) else QUrl(p) for p in places])
    return mime


def in_dialog(window: MainWindow, act: Callable[[EvidenceDialog], object], save: bool = True) -> None:
    """Do something in the dialog that comes next, then save or leave it."""

    def met() -> None:
        dialog = window.findChild(EvidenceDialog)
        assert dialog is not None
        try:
            act(dialog)
        finally:
            button = QDialogButtonBox.StandardButton.Save if save else QDialogButtonBox.StandardButton.Cancel
            dialog.buttons.button(button).click()
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, met)


def test_a_file_is_chosen_and_saved_with_its_evidence(
    window: MainWindow, claim: str, picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(picture)], ""))

    def fill(dialog: EvidenceDialog) -> None:
        assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()
        dialog.stance.setCurrentIndex(1)
        QTest.mouseClick(dialog.add_files, Qt.MouseButton.LeftButton)

    in_dialog(window, fill)
    window.context.actions["add-evidence"].trigger()
    (file,) = files(window)
    assert (file.name, file.media_type) == ("照片.png", "image/png")
    assert evidence(window)[0].stance is Stance.CONTRADICTS
    window.context.actions["undo"].trigger()
    assert evidence(window) == ()
    window.context.actions["redo"].trigger()
    assert files(window) == [file]


def test_files_dropped_on_the_card_begin_new_evidence(window: MainWindow, claim: str, picture: Path) -> None:
    in_dialog(window, lambda dialog: dialog.note.setText("現場"))
    assert dropped(window.inspector.claims.card, urls(picture))
    assert [file.name for file in files(window)] == ["照片.png"]
    assert evidence(window)[0].note == "現場"


def test_leaving_the_dialog_keeps_nothing(window: MainWindow, claim: str, picture: Path) -> None:
    in_dialog(window, lambda dialog: None, save=False)
    dropped(window.inspector.claims.card, urls(picture))
    assert evidence(window) == ()


def test_files_dropped_on_a_source_are_attached_to_it(window: MainWindow, claim: str, picture: Path) -> None:
    window.context.session.act(annotating.put_evidence, claim, Evidence("", "https://example.org/a"))
    line = window.inspector.claims.card.findChild(SourceLine)
    assert line is not None
    assert dropped(line, urls(picture))
    assert [file.name for file in files(window)] == ["照片.png"]
    assert len(evidence(window)) == 1


def test_files_dropped_elsewhere_are_still_imported(window: MainWindow, claim: str, tmp_path: Path) -> None:
    assert dropped(window, urls(tmp_path))
    assert evidence(window) == ()


def test_a_picture_of_the_clipboard_is_pasted_by_key(window: MainWindow, claim: str, qtbot: QtBot) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    qtbot.waitUntil(window.isActiveWindow)
    in_dialog(window, lambda dialog: None)
    QTest.keyClick(window.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (file,) = files(window)
    assert file.media_type == "image/png"
    assert file.name.startswith("剪貼簿圖片 ")


@pytest.mark.parametrize(
    ("text", "address", "quotation"),
    [
        ("https://example.org/report", "https://example.org/report", ""),
        ("全縣合格率84.8%。", "", "全縣合格率84.8%。"),
        ("file:///etc/hostname", "", "file:///etc/hostname"),
    ],
)
def test_text_is_pasted_as_address_or_quotation(
    window: MainWindow, claim: str, text: str, address: str, quotation: str
) -> None:
    QGuiApplication.clipboard().setText(text)
    in_dialog(window, lambda dialog: None)
    window.context.actions["paste-evidence"].trigger()
    assert (evidence(window)[0].address, evidence(window)[0].quotation) == (address, quotation)


def test_an_empty_clipboard_is_said(window: MainWindow, claim: str) -> None:
    QGuiApplication.clipboard().clear()
    window.context.actions["paste-evidence"].trigger()
    (dialog,) = window.findChildren(ProblemDialog)
    dialog.close()
    assert evidence(window) == ()


def test_paste_in_a_field_of_the_dialog_takes_pictures_and_leaves_words(
    window: MainWindow, claim: str, picture: Path
) -> None:
    def fill(dialog: EvidenceDialog) -> None:
        for mime, field in ((urls(picture), dialog.address), (urls(picture), dialog.quotation)):
            QGuiApplication.clipboard().setMimeData(mime)
            QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert [file.name for file in dialog.files] == ["照片.png"]
        assert (dialog.address.text(), dialog.quotation.toPlainText()) == ("", "")
        QGuiApplication.clipboard().setText("words")
        QTest.keyClick(dialog.address, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert dialog.address.text() == "words"

    in_dialog(window, fill)
    window.context.actions["add-evidence"].trigger()
    assert len(files(window)) == 1


def test_what_cannot_be_attached_is_told_in_the_dialog(window: MainWindow, claim: str, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.touch()

    def fill(dialog: EvidenceDialog) -> None:
        assert dropped(dialog, urls(empty))
        assert "空.txt" in dialog.problem.text()
        assert dialog.problem.isVisible()
        assert dialog.files == []

    in_dialog(window, fill, save=False)
    window.context.actions["add-evidence"].trigger()
    assert evidence(window) == ()


def attached(window: MainWindow, claim: str, *places: Path) -> list[Tile]:
    from reviewer.services import attaching

    new = [attaching.read_file(place) for place in places]
    window.context.session.act(annotating.put_evidence, claim, Evidence("", "x"), new)
    # What comes into a layout is shown in the next turn of the event loop.
    QApplication.processEvents()
    return [tile for tile in window.inspector.claims.card.findChildren(Tile) if tile.isVisible()]


def test_a_picture_is_shown_small_then_large(window: MainWindow, claim: str, picture: Path, qtbot: QtBot) -> None:
    (tile,) = attached(window, claim, picture)
    qtbot.waitUntil(lambda: tile.pictured, timeout=20_000)
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    viewer = window.findChild(Viewer)
    assert viewer is not None
    qtbot.waitUntil(lambda: not viewer.picture.pixmap().isNull(), timeout=20_000)
    width = viewer.picture.pixmap().width()
    QTest.keyClick(viewer, Qt.Key.Key_Plus)
    assert viewer.picture.pixmap().width() > width
    QTest.keyClick(viewer, Qt.Key.Key_0)
    assert viewer.picture.pixmap().width() == width
    viewer.close()


def test_arrows_turn_to_the_other_pictures(window: MainWindow, claim: str, picture: Path, tmp_path: Path) -> None:
    other = tmp_path / "第二張.png"
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    image.fill(0)
    image.save(str(other))
    first, _ = attached(window, claim, picture, other)
    first.click()
    viewer = window.findChild(Viewer)
    assert viewer is not None
    for name in ("第二張.png", "照片.png"):
        QTest.keyClick(viewer, Qt.Key.Key_Right)
        assert viewer.file.name == name
    viewer.close()


def test_a_page_is_opened_by_the_system_a_script_is_not(
    window: MainWindow, claim: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url)) or True)
    page, script = tmp_path / "年報.pdf", tmp_path / "年報.html"
    page.write_bytes(b"%PDF-1.4 made up")
    script.write_bytes(b"<script>alert(1)</script>")
    tiles = attached(window, claim, page, script)
    tiles[0].click()
    assert [url.fileName() for url in opened] == ["年報.pdf"]
    assert not Path(opened[0].toLocalFile()).stat().st_mode & 0o222
    tiles[1].click()
    assert len(opened) == 1
    (dialog,) = window.findChildren(ProblemDialog)
    dialog.close()


def test_a_copy_is_saved_and_a_file_taken_away_by_key(
    window: MainWindow, claim: str, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tile,) = attached(window, claim, picture)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "copy.png"), ""))
    tile.menu().actions()[1].trigger()
    assert (tmp_path / "copy.png").read_bytes() == picture.read_bytes()
    QTest.keyClick(tile, Qt.Key.Key_Delete)
    assert files(window) == []
    window.context.actions["undo"].trigger()
    assert [file.name for file in files(window)] == ["照片.png"]


def test_hostile_pictures_are_not_decoded(picture: Path) -> None:
    good = reduced(picture.read_bytes(), "image/png", 96)
    assert good is not None
    assert (good.width, good.height, good.full_width) == (96, 72, 640)
    assert len(good.pixels) == 96 * 72 * 4
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='5' height='5'><rect width='5' height='5'/></svg>"
    data = bytearray(picture.read_bytes())
    data[16:24] = (60_000).to_bytes(4) * 2
    for content, kind in (
        (svg, "image/svg+xml"),
        (svg, "image/png"),
        (bytes(data), "image/png"),
        (picture.read_bytes()[:60], "image/png"),
        (picture.read_bytes(), "image/jpeg"),
        (b"", "image/gif"),
    ):
        assert reduced(content, kind, 96) is None


def test_a_picture_that_cannot_be_shown_keeps_its_sheet(
    window: MainWindow, claim: str, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "壞.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnothing of the kind")
    (tile,) = attached(window, claim, broken)
    told: list[object] = []
    path = window.context.session.library.path
    Pictures.of(window.context.jobs).ask(path, files(window)[0], 96, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert told == [None]
    assert not tile.pictured


@pytest.mark.parametrize(("count", "words"), [(0, "0 B"), (1023, "1023 B"), (2048, "2 KB"), (5 << 19, "2.5 MB")])
def test_sizes_as_people_say_them(count: int, words: str) -> None:
    assert size_in_words(count) == words


def test_what_nobody_has_attached_is_purged_after_a_backup(
    window: MainWindow, claim: str, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.context.session
    window.context.preferences.change(backup_folder=str(tmp_path / "backups"))
    made = session.act(annotating.put_evidence, claim, Evidence("", "a"), [NewFile("大.bin", bytes(300_000))])
    assert made is not None
    window.context.actions["purge-files"].trigger()
    (dialog,) = window.findChildren(PurgeDialog)
    assert not dialog.purge.isVisible()
    dialog.leave.click()
    (file,) = files(window)
    session.act(attaching.detach, made.created[0], file.id)
    window.context.actions["purge-files"].trigger()
    dialog = next(d for d in window.findChildren(PurgeDialog) if d.isVisible())
    assert "1" in dialog.lead.text() and "293 KB" in dialog.lead.text()
    dialog.purge.click()
    qtbot.waitUntil(lambda: dialog.outcome.isVisible(), timeout=60_000)
    assert len(list((tmp_path / "backups").iterdir())) == 1
    assert purging.detached(session.library).count == 0
    dialog.leave.click()
    window.context.actions["undo"].trigger()
    assert files(window) == [file]


def test_nothing_is_purged_by_leaving(window: MainWindow, claim: str) -> None:
    session = window.context.session
    made = session.act(annotating.put_evidence, claim, Evidence("", "a"), [NewFile("x.bin", b"x")])
    assert made is not None
    session.act(attaching.detach, made.created[0], files(window)[0].id)
    window.context.actions["purge-files"].trigger()
    (dialog,) = window.findChildren(PurgeDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert purging.detached(session.library).count == 1


@pytest.fixture
def large(tmp_path: Path) -> Path:
    place = tmp_path / "年報.pdf"
    place.write_bytes(b"%PDF-1.4" + bytes(range(256)) * 4_000)
    return place


def test_a_large_file_is_taken_in_by_the_worker_while_the_dialog_waits(
    window: MainWindow, claim: str, large: Path, qtbot: QtBot
) -> None:
    dialog = EvidenceDialog(window.context, Evidence("", "https://example.org"), (), window)
    dialog.show()
    dialog.take(urls(large))
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    assert dialog.working.isVisible() and not save.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog.files), timeout=60_000)
    qtbot.waitUntil(save.isEnabled, timeout=60_000)
    assert not dialog.working.isVisible()
    session = window.context.session
    session.act(annotating.put_evidence, claim, dialog.evidence(), dialog.files)
    (file,) = files(window)
    assert (file.name, file.media_type) == ("年報.pdf", "application/pdf")
    assert attaching.content(session.library, file) == large.read_bytes()
    dialog.close()
    window.context.actions["undo"].trigger()
    assert purging.detached(session.library).count == 1


def test_a_large_file_dropped_on_a_source_is_one_action(
    window: MainWindow, claim: str, large: Path, qtbot: QtBot
) -> None:
    session = window.context.session
    session.act(annotating.put_evidence, claim, Evidence("", "https://example.org"))
    line = window.inspector.claims.card.findChild(SourceLine)
    assert dropped(line, urls(large))
    qtbot.waitUntil(lambda: bool(files(window)), timeout=60_000)
    window.context.actions["undo"].trigger()
    assert files(window) == [] and len(evidence(window)) == 1


def test_a_large_picture_is_pasted_through_the_worker(window: MainWindow, claim: str, qtbot: QtBot) -> None:
    image = QImage(1_200, 900, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkRed)
    mime = QMimeData()
    mime.setImageData(image)
    dialog = EvidenceDialog(window.context, Evidence("", ""), (), window)
    dialog.show()
    dialog.take(mime)
    qtbot.waitUntil(lambda: bool(dialog.files), timeout=60_000)
    (file,) = dialog.files
    assert isinstance(file, KeptFile) and file.media_type == "image/png" and file.name.endswith(".png")
    dialog.close()


def test_a_large_file_that_is_too_large_is_told_in_the_dialog(
    window: MainWindow, claim: str, tmp_path: Path, qtbot: QtBot
) -> None:
    place = tmp_path / "zeros.bin"
    with place.open("wb") as stream:
        stream.truncate(MOST_BYTES + 1)
    dialog = EvidenceDialog(window.context, Evidence("", "a"), (), window)
    dialog.show()
    dialog.take(urls(place))
    qtbot.waitUntil(lambda: dialog.problem.isVisible(), timeout=60_000)
    qtbot.waitUntil(dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled, timeout=60_000)
    assert dialog.files == []
    dialog.close()


def test_a_large_file_is_saved_by_the_worker(
    window: MainWindow, claim: str, large: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.context.session
    session.act(annotating.put_evidence, claim, Evidence("", "a"), [NewFile(large.name, large.read_bytes())])
    place = tmp_path / "copy.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    tile = window.inspector.claims.card.findChild(Tile)
    tile.save_wanted.emit()
    qtbot.waitUntil(place.exists, timeout=60_000)
    assert place.read_bytes() == large.read_bytes()
