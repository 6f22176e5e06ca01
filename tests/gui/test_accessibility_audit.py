"""What a screen reader and a keyboard find: every control of every screen has a name and a role and can be reached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QKeySequenceEdit, QScrollArea, QWidget

from reviewer.annotations.attachment import Attachment, NewFile
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.evidence import Evidence
from reviewer.gui.actions import ACTIONS
from reviewer.gui.attached.viewer import Viewer
from reviewer.gui.dialogs.evidence_dialog import EvidenceDialog
from reviewer.gui.dialogs.lens_dialog import LensDialog
from reviewer.gui.dialogs.rerun_dialog import RerunDialog
from reviewer.gui.document_panel.panel import PAGES
from reviewer.gui.main_window import MainWindow
from reviewer.gui.models import lens_story
from reviewer.gui.panels.inspector import TABS
from reviewer.gui.tab_order import stops
from reviewer.repair.damage import Kind
from reviewer.services import annotating, checklisting
from reviewer.services.differing import Comparison, Difference
from reviewer.services.importing import prepare_bytes
from reviewer.services.rerunning import Rerun
from reviewer.text.message import Message
from reviewer.text.span import Span

DIALOGS = ("overview", "codebook", "checklists", "templates", "purge-files", "preferences", "manual", "keys", "export")
SILENT = (QAccessible.Role.NoRole, QAccessible.Role.Client)


def _controls(root: QWidget) -> Iterator[QWidget]:
    """What can take the keyboard and is in sight; the inner parts of Qt's own controls speak through those."""
    for widget in root.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or widget.focusProxy() is not None
        if widget.isVisibleTo(root) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner:
            yield widget


def _silent(root: QWidget) -> list[str]:
    """The controls without a name or a role, by class and parent."""
    found = []
    for widget in _controls(root):
        spoken = QAccessible.queryAccessibleInterface(widget)
        # An area that only scrolls has nothing to say itself.
        if spoken is None or isinstance(widget, QScrollArea):
            continue
        # Qt itself gives the field that takes a key no role; its name is read all the same.
        silent = spoken.role() in SILENT and not isinstance(widget, QKeySequenceEdit)
        if silent or not spoken.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}: {spoken.role()}")
    return found


def _reached(root: QWidget, start: QWidget, most: int = 200) -> set[QWidget]:
    """What Tab comes to from `start`."""
    start.setFocus()
    seen: set[QWidget] = set()
    for _ in range(most):
        here = QApplication.focusWidget()
        if here is None or here in seen:
            break
        seen.add(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return seen


def test_every_control_of_the_window_has_a_name_and_a_role(window: MainWindow) -> None:
    session = window.context.session
    assert session.document is not None
    session.act(annotating.add_claim, session.document, [Span(0, 5)])
    for tab in TABS:
        window.inspector.show_tab(tab)
        assert _silent(window) == [], tab
    session.act(checklisting.add_checklist, "刊出前", ["來源", "數字"])
    for page in PAGES:
        window.context.actions[page].trigger()
        assert _silent(window) == [], page


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name_and_a_role(window: MainWindow, name: str) -> None:
    window.context.actions[name].trigger()
    (dialog,) = window.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly)
    QApplication.processEvents()
    assert _silent(dialog) == []
    for widget in _controls(dialog):
        if hasattr(widget, "setCurrentRow"):
            for row in range(widget.count()):
                widget.setCurrentRow(row)
                assert _silent(dialog) == [], row
    dialog.close()


def test_every_action_has_words_in_every_language(window: MainWindow) -> None:
    for locale in ("zh_TW", "zh_CN", "en"):
        window.context.wording.choose(locale)
        for spec in ACTIONS:
            action = window.context.actions[spec.name]
            assert action.text().strip() and not action.text().startswith("gui."), (locale, spec.name)


def test_no_key_calls_two_actions(window: MainWindow) -> None:
    keys = [key.toString() for action in window.context.actions for key in action.shortcuts() if action.isVisible()]
    assert len(keys) == len(set(keys))


def test_tab_comes_to_library_text_and_inspector_and_round(window: MainWindow) -> None:
    window.activateWindow()
    reached = _reached(window, window.view)
    assert window.view in reached
    assert window.library.list in reached
    assert any(window.inspector.isAncestorOf(widget) for widget in reached)


def test_tab_goes_through_the_window_in_reading_order(window: MainWindow) -> None:
    session = window.context.session
    assert session.document is not None
    changes = session.act(annotating.add_claim, session.document, [Span(0, 5)])
    assert changes is not None
    session.go(changes.created[0])
    window.activateWindow()
    QApplication.processEvents()
    card, order = window.inspector.claims.card, stops(window)
    places = [
        order.index(part)
        for part in (window.search, window.library.list, window.view, window.inspector.tabs, card.remarks._note)
    ]
    assert places == sorted(places)
    verdicts = [order.index(button) for button in card._verdicts.values()]
    after = [order.index(part) for part in (card.remarks._note, card.remarks._tags, card.remarks._add)]
    assert verdicts + after == list(range(verdicts[0], verdicts[0] + len(verdicts) + len(after)))
    window.view.setFocus()
    for forward in (True, False):
        seen = []
        for _ in order:
            here = QApplication.focusWidget()
            assert here is not None
            seen.append(here)
            QTest.keyClick(here, Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab)
        assert set(seen) == set(order)
        assert QApplication.focusWidget() is window.view


def test_of_several_chips_tab_comes_to_the_chosen_one_only(window: MainWindow) -> None:
    window.inspector.show_tab("figures")
    chips = window.inspector.figures.chips._chips
    order = stops(window)
    assert [name for name, chip in chips.items() if chip in order] == ["all"]
    chips["unchecked"].click()
    assert [name for name, chip in chips.items() if chip in stops(window)] == ["unchecked"]


def test_a_note_without_a_link_is_no_stop(window: MainWindow) -> None:
    session = window.context.session
    assert session.document is not None
    claim = session.act(annotating.add_claim, session.document, [Span(0, 5)])
    assert claim is not None
    session.go(claim.created[0])
    words = window.inspector.claims.card.remarks._note_text
    for note, stands in (("見附表", False), ("見[附表](https://example.org)", True)):
        session.act(annotating.set_note, claim.created[0], note)
        assert (words in stops(window)) is stands


def test_every_control_of_evidence_with_files_has_a_name_and_a_role(window: MainWindow) -> None:
    files = [NewFile("年鑑.txt", b"46"), NewFile("表.pdf", b"%PDF-1.4")]
    dialog = EvidenceDialog(window.context, Evidence("", "https://example.org"), files, window)
    dialog.show()
    assert _silent(dialog) == []
    for number, button in enumerate(dialog.tiles.tiles):
        assert files[number].name in button.accessibleName()
    dialog.close()


def test_every_control_of_a_problem_has_a_name_and_a_role(window: MainWindow) -> None:
    window.desk.tell(Message.of("services.no-passage"))
    (dialog,) = window.findChildren(QDialog, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert _silent(dialog) == []
    dialog.close()


MISREAD = "青溪縣水利局通報，今年檢查水庫46座。".encode().decode("latin-1")


def test_every_control_of_the_lens_has_a_name_and_a_role_and_its_bytes_are_read(window: MainWindow) -> None:
    found = next(r for r in prepare_bytes(MISREAD.encode(), "x.txt").plan.repairs if r.kind is Kind.MOJIBAKE)
    shifted = lens_story.story(DecidedRepair("r1", "d", found))
    assert shifted is not None
    dialog = LensDialog(window.context.appearance, window.context.wording, shifted, window)
    dialog.show()
    assert _silent(dialog) == []
    assert all(strip.accessibleName().strip() for strip in dialog.strips)
    spoken = [QAccessible.queryAccessibleInterface(step) for step in dialog.steps]
    assert all(one is not None and one.text(QAccessible.Text.Name).strip() for one in spoken)
    assert len(stops(dialog)) >= 2
    dialog.close()


def test_every_control_of_what_another_engine_would_do_has_a_name_and_a_role(window: MainWindow) -> None:
    state = window.context.session.state
    assert state is not None
    found = Comparison(tuple(Difference((decided,), ()) for decided in state.repairs[:2]), 0)
    rerun = Rerun(state.document.id, 1, "0", (), found, ())
    dialog = RerunDialog(window.context, rerun, state.original, window)
    dialog.show()
    assert _silent(dialog) == []
    assert {dialog.table, dialog.all, dialog.none} <= set(stops(dialog))
    row = QAccessible.queryAccessibleInterface(dialog.table).child(dialog.model.columnCount())
    assert row.text(QAccessible.Text.Name).strip()
    dialog.close()


def test_every_control_of_the_viewer_has_a_name_and_a_role(window: MainWindow) -> None:
    picture = Attachment("a1", "照片.png", "image/png", 3, "0" * 64)
    dialog = Viewer(window.context, [picture], 0, window)
    dialog.show()
    assert _silent(dialog) == []
    assert {*dialog.turn.values()} - {dialog.turn["viewer-previous"], dialog.turn["viewer-next"]} <= set(stops(dialog))
    assert "照片.png" in dialog.windowTitle() + dialog.picture.accessibleName()
    assert dialog.picture.accessibleName()
    dialog.close()
