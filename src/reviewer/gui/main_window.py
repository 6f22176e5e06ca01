"""The window: menus, toolbar, workbench, and who is told when something changed. Nothing else."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QVBoxLayout, QWidget

from reviewer.gui import menus
from reviewer.gui.afterwards import Afterwards
from reviewer.gui.checking import Checking
from reviewer.gui.collecting import Collecting
from reviewer.gui.commands import Commands
from reviewer.gui.context import Context
from reviewer.gui.desk import Desk
from reviewer.gui.foreseeing import Foreseeing
from reviewer.gui.giving_back import GivingBack
from reviewer.gui.linking import Linking
from reviewer.gui.models.loading import LARGE_ROWS
from reviewer.gui.models.quoting import shown_title
from reviewer.gui.models.review_content import content, doubted, patched, touched
from reviewer.gui.panel_layout import PanelLayout
from reviewer.gui.panels.document_header import DocumentHeader
from reviewer.gui.panels.find_bar import FindBar
from reviewer.gui.panels.inspector import Inspector
from reviewer.gui.panels.library_panel import LibraryPanel
from reviewer.gui.panels.status_line import StatusLine
from reviewer.gui.reading_aids import ReadingAids
from reviewer.gui.repairing import Repairing
from reviewer.gui.review_view import palette
from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.sheet import Sheet
from reviewer.gui.review_view.view import ReviewView
from reviewer.gui.seeking import Seeking
from reviewer.gui.slices import Slices
from reviewer.gui.speaking import Speaking
from reviewer.gui.tab_order import go_on
from reviewer.gui.widgets import roles
from reviewer.gui.widgets.later import Later
from reviewer.gui.widgets.search_field import SearchField
from reviewer.gui.workbench import Side, Workbench
from reviewer.gui.writing import Writing
from reviewer.services.library import write_back
from reviewer.services.reading import ReviewState
from reviewer.text.unused_memory import keep_spare

if TYPE_CHECKING:
    from reviewer.gui.document_panel.panel import DocumentPanel
    from reviewer.gui.templates.insertion import Insertion

SIZE = (1440, 900)
SIDES = {"library": Side.LEFT, "inspector": Side.RIGHT, "document": Side.LEFT}
WIDTHS = {"library": 247, "inspector": 336, "document": 247}
HIDDEN = ("document",)
"""Where the panels stand at first, how wide they are, and which are hidden."""


class MainWindow(QMainWindow):
    """The whole window."""

    closed = Signal()
    painted = Signal()
    """The window stands on the screen for the first time."""
    library_wanted = Signal(object)
    """The path of another library to be opened instead."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._stands, self._caret, self._place = False, 0, 0
        self._written_back: datetime | None = None
        self._shown: ReviewState | None = None
        self._asked: frozenset[str] = frozenset()
        self._building, self._giving_back = Slices(self), GivingBack(self)
        self.setAcceptDrops(True)
        self.view = ReviewView()
        self.header, self.find_bar = DocumentHeader(context), FindBar(context, self.view)
        self.library, self.inspector, self.status = LibraryPanel(context), Inspector(context), StatusLine(context)
        self.document = Later(self._document_panel)
        self.afterwards, self.collecting = Afterwards(self), Collecting(self)
        self.afterwards.rested.connect(self.collecting.rested)
        self._foreseeing = Foreseeing(context.session, self.view, self.afterwards)
        self._giving_back.quiet.connect(self.collecting.quiet)
        self._giving_back.quiet.connect(self._write_back)
        self.commands = Commands(context, self.view, self.inspector, self)
        self.commands.obeying, self.commands.then = self.afterwards.obeying, self.afterwards.then
        self.commands.later = self.afterwards.do
        self.desk = Desk(context, self)
        self.checking = Checking(context.session, context.jobs, self)
        self.repairing = Repairing(context, self.inspector.repairs, self.view, self)
        self.writing = Writing(context, self.inspector.repairs.rerun, self)
        self.seeking, self.aids = Seeking(context, self.view, self), ReadingAids(context, self.view, self)
        roles.install()
        self.linking, self.speaking = Linking(context, self.view, self), Speaking(context, self)
        self.search = SearchField(context.appearance, self.seeking.find)
        self._lay_out()
        self._connect_session()
        self._connect_parts()
        self._dress()
        self._translate()
        self._restore()
        self.refresh()
        self.view.setFocus()

    def _lay_out(self) -> None:
        menus.fill_menus(self.menuBar(), self.context, self.desk.choose)
        centre = QWidget()
        centre.setObjectName("centre")
        middle = QVBoxLayout(centre)
        for part in (self.library, centre, self.inspector, self.document):
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        panels: dict[str, QWidget] = {"library": self.library, "inspector": self.inspector, "document": self.document}
        self.bench = Workbench(centre, panels, SIDES, WIDTHS, HIDDEN)
        self.panels = PanelLayout(self.context, self.bench, self)
        whole = QWidget()
        column = QVBoxLayout(whole)
        _stack(middle, self.header, self.find_bar, self.view)
        middle.setContentsMargins(1, 0, 1, 0)
        _stack(column, menus.toolbar(self.context, self.search), self.bench, self.status)
        column.setStretch(1, 1)
        self.setCentralWidget(whole)

    def _document_panel(self) -> DocumentPanel:
        from reviewer.gui.document_panel.panel import DocumentPanel

        return DocumentPanel(self.context)

    @property
    def insertion(self) -> Insertion:
        """What fills templates in; made when it is first needed."""
        from reviewer.gui.templates.insertion import Insertion

        found: Insertion | None = self.findChild(Insertion)
        return found or Insertion(self.context, self.status.paragraph_of, self.commands.begin_writing, self)

    def _add_templates(self) -> None:
        """The menu of templates, with the keys they have."""
        from reviewer.gui.templates.menu import TemplateActions

        if not self.isVisible():
            # It was closed in the moment it was painted, and its library with it.
            return
        wanted = self.context.actions["templates"]
        menus = (menu for menu in self.menuBar().findChildren(QMenu) if wanted in menu.actions())
        TemplateActions(self.context, self.insertion, next(menus))

    def _connect_session(self) -> None:
        session = self.context.session
        session.put_off = self.afterwards.put_off
        session.opened.connect(self._opened)
        session.review_changed.connect(self._review_changed)
        session.findings_changed.connect(self._findings_changed)
        session.documents_changed.connect(self._documents_changed)
        session.current_changed.connect(self._current_changed)
        session.failed.connect(lambda problem: self.desk.tell(problem.message))
        for let_go in (session.opened, session.review_changed, session.current_changed):
            let_go.connect(self._giving_back.soon)
        self.view.verticalScrollBar().valueChanged.connect(self._giving_back.soon)

    def _connect_parts(self) -> None:
        context, view = self.context, self.view
        view.mark_activated.connect(context.session.go)
        view.selection_changed.connect(self.commands.refresh_selection)
        view.position_changed.connect(self._caret_moved)
        view.zoom_changed.connect(self.desk.zoomed)
        view.menu_requested.connect(self.desk.show_menu)
        view.painted.connect(self.afterwards.painted)
        view.tooltip_for = self.desk.tooltip
        self.status.paragraph_of = view.paragraph_of
        self.commands.noticed.connect(self.status.tell)
        self.commands.nothing_left.connect(self.aids.go_on_elsewhere)
        self.aids.noticed.connect(self.status.tell)
        self.linking.noticed.connect(self.status.tell)
        self.status.told.connect(self.speaking.tell)
        self.repairing.noticed.connect(self.status.tell)
        self.writing.noticed.connect(self.status.tell)
        self.repairing.place_wanted.connect(lambda span: view.select(span, Column.ORIGINAL))
        self.library.wanted.connect(self.desk.show_document)
        self.library.import_progress.cancelled.connect(self.desk.cancel_import)
        self.find_bar.reached.connect(self.status.show_position)
        self.find_bar.left.connect(lambda: view.setFocus())
        self.search.chosen.connect(self.seeking.take)
        self.search.left.connect(self.seeking.library.stop)
        self.seeking.more.connect(self._show_found)
        self.seeking.arrived.connect(self.aids.visit_caret)
        self.seeking.all_wanted.connect(self.find_bar.open)
        self.seeking.template_wanted.connect(lambda template: self.insertion.insert(template))
        self.inspector.tab_chosen.connect(self.desk.tab_chosen)
        context.appearance.changed.connect(self._dress)
        context.appearance.changed.connect(self.refresh)
        context.wording.changed.connect(self._translate)
        context.wording.changed.connect(self.refresh)

    def _dress(self) -> None:
        self.view.set_palette(palette.DARK if self.context.appearance.tokens.dark else palette.LIGHT)

    def _translate(self) -> None:
        say = self.context.wording.text
        self.view.set_labels(say("column-original-head"), "¶", say("column-repaired"), say("column-both"))
        self.view.telling = lambda fate, text: say(f"read-{fate}", text=text)
        self.view.setAccessibleName(say("review"))
        self.bench.name(say)
        self.search.set_key(self.context.actions["search"].shortcut().toString())
        self.search.set_hints([say("search-hint"), say("search-short")])

    def refresh(self) -> None:
        """Draw everything anew."""
        self.commands.refresh()
        self.commands.refresh_undo()
        self.header.refresh()
        self.library.refresh()
        self.inspector.refresh()
        self.status.refresh()
        self._hint()
        self._name()

    def _show_found(self) -> None:
        """Show what the library has given to the words in the search field."""
        self.search.add(self.seeking.found(), self.seeking.progress())

    def _hint(self) -> None:
        """What to do while no document is on show."""
        anything = bool(self.context.session.entries)
        self.view.set_hint(self.context.wording.text("no-document" if anything else "no-documents"))

    def _caret_moved(self, place: int) -> None:
        """Say where the caret went; that it stays while the text is drawn anew is no news."""
        if place != self._caret:
            self._caret = place
            self._tell_place(place)

    def _tell_place(self, place: int) -> None:
        """Say where the reviewer is, once the text shows it."""
        self._place = place
        self.afterwards.do(self._show_place)

    def _show_place(self) -> None:
        self.status.show_position(self._place)

    def _name(self) -> None:
        state = self.context.session.state
        title = f"{shown_title(state)} – " if state else ""
        self.setWindowTitle(title + self.context.wording.text("program"))

    def _opened(self) -> None:
        session = self.context.session
        self._building.stop()
        self._show_text(session.state, keep_place=session.keeps_place)
        self._caret = 0
        self.status.show_position(0)
        self.find_bar.refresh()
        self.header.refresh()
        self.status.refresh()
        self.library.show_current()
        self.inspector.reload()
        self._name()

    def _show_text(self, state: ReviewState | None, keep_place: bool) -> None:
        """Put a document into the view: at once, or in slices, its former state in sight, if it has many marks."""
        before, self._shown = self._shown, state
        self._asked = doubted(self.context.session.findings)
        if state is None:
            self.view.set_content(None)
            return
        if keep_place and self.context.session.loading and before is not None and before.map is state.map:
            # It was a preview; its repairs stay in sight until all have been read.
            return
        made = content(state, self._asked)
        if len(state.repairs) + len(state.figures) + len(state.claims) <= LARGE_ROWS:
            self.view.set_content(made, keep_place)
        else:
            self._shown = None
            self._building.run(Sheet.in_steps(made), partial(self._built, state), self.context.session.failed.emit)

    def _built(self, state: ReviewState, sheet: Sheet) -> None:
        self._shown = state
        self.view.set_sheet(sheet, keep_place=True)
        self.view.set_current(self.context.session.mark_at_hand)
        self.find_bar.refresh()
        if self.context.session.state is not state:
            self._show_text(self.context.session.state, keep_place=True)

    def _follow(self, state: ReviewState) -> None:
        """Show what has changed in the document on show."""
        step, asked = self.context.session.step_taken, doubted(self.context.session.findings)
        if self._building.running and step is not None:
            return
        if step is None or self._shown is not step.before:
            self._show_text(state, keep_place=True)
            return
        where = touched(step.before, state, step.rows)
        near = (name for span in where for name in self.view.marks_near(span))
        names = frozenset((*step.rows, *near, *(asked ^ self._asked)))
        self.view.patch(patched(state, asked, where, names))
        self._shown, self._asked = state, asked

    def _review_changed(self) -> None:
        state = self.context.session.state
        if state is not None:
            self._follow(state)
        self.find_bar.refresh()
        self.afterwards.do(self.inspector.refresh)

    def _findings_changed(self) -> None:
        """Figures that are asked about stand out, others no longer."""
        state, asked = self.context.session.state, doubted(self.context.session.findings)
        if state is not None and self._shown is state:
            self.view.patch(patched(state, asked, (), asked ^ self._asked))
            self._asked = asked
        self.afterwards.do(self.inspector.refresh)

    def _documents_changed(self) -> None:
        self.commands.refresh()
        self.commands.refresh_undo()
        for part in (self.status, self.header, self.library):
            self.afterwards.do(part.refresh)
        self.afterwards.do(self.inspector.refresh_history)
        self._hint()

    def _current_changed(self) -> None:
        current = self.context.session.current
        self.view.set_current(self.context.session.mark_at_hand)
        if current is not None:
            self._tell_place(current.start)
        self.afterwards.do(self.inspector.refresh_current)
        self.commands.refresh()

    def _restore(self) -> None:
        settings = self.context.preferences.values
        self.resize(*SIZE)
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.view.set_zoom(settings.zoom)
        self.view.set_font_family(settings.font)
        self.desk.restore()
        self.aids.restore()

    def settle(self) -> None:
        """The window stands: from now on memory is looked after while the reviewer rests."""
        self.collecting.begin()
        self.context.session.library.write_back_seldom()
        keep_spare()

    def _write_back(self) -> None:
        """Have what was changed written from the log into the library, in a thread: no key waits for the disk."""
        session = self.context.session
        if session.saved != self._written_back:
            self._written_back = session.saved
            Thread(target=write_back, args=(session.library.path,), daemon=True).start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._stands:
            self._stands = True
            # What is inside is painted in the same turn of the event loop; the next one comes after it.
            QTimer.singleShot(0, self.painted.emit)
            QTimer.singleShot(0, self._add_templates)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the window in reading order: Qt's own is that in which things were made."""
        return go_on(self, forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        # An editor that loses the keyboard keeps what was typed into it, in dialogs too.
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self.view.setFocus()
        self.checking.stop()
        self._building.stop()
        self.afterwards.drop()
        self.collecting.end()
        self.desk.remember()
        super().closeEvent(event)
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.desk.import_paths(paths)


def _stack(column: QVBoxLayout, *widgets: QWidget) -> None:
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
