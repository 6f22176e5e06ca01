"""What is done around the review: bringing files in, taking reports out, searching, and how the window is set up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMenu, QMessageBox

from reviewer.gui import motion
from reviewer.gui.commands import REMARKS, REPAIR, SELECTION, STATES, VERDICTS
from reviewer.gui.context import Context
from reviewer.gui.fonts import interface_font
from reviewer.gui.importing import ImportRun, Outcome
from reviewer.gui.models import hover
from reviewer.gui.panels.inspector import TABS
from reviewer.gui.seeking import COMMANDS
from reviewer.gui.theme import SYSTEM_TEXT, TEXT_SCALE, Theme, text_scale
from reviewer.services import annotating
from reviewer.text.message import Message

if TYPE_CHECKING:
    from reviewer.gui.main_window import MainWindow
    from reviewer.services.preparing import Beginning

MENU_AT_MARK = (
    *REPAIR,
    "repair-by-hand",
    "lens",
    *SELECTION,
    "mark-figure",
    "copy-footnotes",
    "copy-citation",
    *VERDICTS,
    *STATES,
    "show-figures",
    "extend-claim",
    "link",
    *REMARKS,
)


KEPT_AFTER = 1_500
"""Milliseconds without another move after which the reviewer's place is kept."""


class Desk(QObject):
    """Everything of the window that is not the review itself."""

    def __init__(self, context: Context, window: MainWindow) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._runs: list[ImportRun] = []
        self._last_thread: str | None = None
        self._previews: dict[ImportRun, tuple[str, str | None]] = {}
        for name, act in self._acts().items():
            context.actions[name].triggered.connect(lambda _=False, act=act: act())
        self._keeping = QTimer(self, singleShot=True, interval=KEPT_AFTER)
        self._keeping.timeout.connect(self._keep_place)
        for signal in (context.session.opened, context.session.current_changed, window.view.position_changed):
            signal.connect(self._keeping.start)

    def _acts(self) -> dict[str, Callable[[], object]]:
        acts: dict[str, Callable[[], object]] = {
            "import": self._choose_files,
            "import-folder": self._choose_folder,
            "open-library": partial(self._choose_library, new=False),
            "new-library": partial(self._choose_library, new=True),
            "reviewer": self._name_reviewer,
            "document-done": self._set_done,
            "remove-document": self._remove_documents,
            "quit": lambda: self._window.close(),
            "find": lambda: self._window.find_bar.open(self._window.view.selected_text()[:60]),
            "search": self._focus_search,
            "commands": self._look_for_commands,
            "find-next": lambda: self._window.find_bar.go(1),
            "find-previous": lambda: self._window.find_bar.go(-1),
            "zoom-in": lambda: self._zoom(10),
            "zoom-out": lambda: self._zoom(-10),
            "zoom-reset": lambda: self._window.view.set_zoom(100),
            "overview": self._show_overview,
            "codebook": self._edit_codebook,
            "checklists": self._edit_checklists,
            "purge-files": self._purge_files,
            "templates": self._edit_templates,
            "insert-template": lambda: self._window.insertion.choose(),
            "preferences": self._show_preferences,
            "export": self._export,
            "keys": self._show_keys,
            "manual": self._show_manual,
            "tour": self.show_tour,
            "about": lambda: self.tell(Message.of("gui.about")),
        }
        acts |= {page: partial(self._show_page, page) for page in ("checklist", "discussion", "document-note")}
        acts |= {f"{way}-thread": partial(self._go_to_thread, way == "next") for way in ("next", "previous")}
        return acts | {f"tab-{tab}": partial(self._show_tab, tab) for tab in TABS}

    # Files

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self._window, self._say("action-import"))
        self.import_paths([Path(name) for name in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._window, self._say("action-import-folder"))
        self.import_paths([Path(chosen)] if chosen else [])

    def import_paths(self, paths: Sequence[Path]) -> ImportRun | None:
        """Import files and folders; the first one is shown when it is there."""
        if not paths:
            return None
        run = ImportRun(self._context.jobs, self._context.session, paths, self)
        self._runs.append(run)
        run.progress.connect(self._window.library.import_progress.show_progress)
        run.begun.connect(partial(self._preview, run))
        run.stored.connect(partial(self._show_first, run))
        run.finished.connect(partial(self._imported, run))
        run.start()
        return run

    def _preview(self, run: ImportRun, beginning: Beginning) -> None:
        """Show the text of a large file at once, its first repairs with it."""
        from reviewer.services.previewing import preview

        session, state = self._context.session, preview(beginning)
        self._previews[run] = state.document.id, session.document
        if session.document != state.document.id:
            session.preview(state)

    def _show_first(self, run: ImportRun, document: str) -> None:
        if len(run.outcome.documents) > 1:
            return
        session = self._context.session
        begun, _ = self._previews.get(run, ("", None))
        if session.previewing and session.state is not None and session.state.document.id == document:
            session.open(document, keep_place=True)
        elif begun != document:
            # Who has turned to another document while a beginning was on show stays there.
            self.show_document(document)

    def _leave_preview(self, run: ImportRun) -> None:
        """Go back to what was on show before a preview of which nothing came."""
        session = self._context.session
        begun, before = self._previews.pop(run, ("", None))
        if not session.previewing or session.state is None or session.state.document.id != begun:
            return
        if before is not None and any(entry.id == before for entry in session.entries):
            session.open(before)
        else:
            session.close_document()

    def cancel_import(self) -> None:
        """Stop every import under way."""
        for run in list(self._runs):
            run.cancel()

    def _imported(self, run: ImportRun, outcome: Outcome) -> None:
        self._runs.remove(run)
        self._leave_preview(run)
        run.deleteLater()
        if not self._runs:
            self._window.library.import_progress.hide()
        self._window.status.tell(self._say("imported-count", count=len(outcome.documents)))
        if outcome.failures:
            self._tell_failures(outcome)

    def _tell_failures(self, outcome: Outcome) -> None:
        from reviewer.gui.dialogs.problem_dialog import FailuresDialog

        wording = self._context.wording
        FailuresDialog(wording, outcome.failures, len(outcome.documents), self._window).open()

    def _choose_library(self, new: bool) -> None:
        from reviewer.gui.dialogs.library_choice import choose_library

        path = choose_library(self._context.wording, new, self._window)
        if path is not None:
            self._window.library_wanted.emit(path)

    def _name_reviewer(self) -> None:
        say, values = self._context.wording.text, self._context.preferences.values
        name, given = QInputDialog.getText(
            self._window, say("action-reviewer"), say("reviewer-hint"), text=values.reviewer
        )
        if given:
            self.name_reviewer(name)

    def name_reviewer(self, name: str) -> None:
        """Sign what is done from now on with `name`."""
        self._context.preferences.change(reviewer=name.strip())
        self._context.session.library.reviewer = name.strip()
        self._window.status.refresh()

    def _chosen_documents(self) -> list[str]:
        """The documents selected in the library, or the one on show."""
        here = self._context.session.document
        return self._window.library.list.selected() or ([here] if here else [])

    def _set_done(self) -> None:
        done, chosen = self._context.actions["document-done"].isChecked(), self._chosen_documents()
        if self._context.session.act(annotating.set_document_done, chosen, done) is None or not done:
            return
        waiting = sum(entry.items - entry.ticked for entry in self._context.session.entries if entry.id in chosen)
        if waiting:
            self._window.status.warn(self._say("done-with-open-items", count=waiting))

    def _remove_documents(self) -> None:
        """Take documents out of the library, after asking; it can be undone."""
        chosen = self._chosen_documents()
        question = self._say("remove-documents", count=len(chosen))
        asked = QMessageBox.question(self._window, self._say("remove-title"), question)
        if asked == QMessageBox.StandardButton.Yes:
            self._context.session.act(annotating.remove_documents, chosen)

    def show_document(self, document: str) -> None:
        """Show a document of the library."""
        if document != self._context.session.document:
            self._context.session.open(document)

    def _show_overview(self) -> None:
        from reviewer.gui.dialogs.overview_dialog import OverviewDialog

        shown = self._window.findChild(OverviewDialog)
        if shown is None:
            shown = OverviewDialog(self._context, self._window)
            shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            shown.document_wanted.connect(self._show_from_overview)
        shown.show()
        shown.raise_()
        shown.activateWindow()

    def _edit_codebook(self) -> None:
        from reviewer.gui.dialogs.codebook_dialog import CodebookDialog

        shown = CodebookDialog(self._context, self._window)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    def _purge_files(self) -> None:
        from reviewer.gui.dialogs.purge_dialog import PurgeDialog

        shown = PurgeDialog(self._context, self._window)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    def _edit_templates(self) -> None:
        from reviewer.gui.dialogs.templates_dialog import TemplatesDialog

        shown = TemplatesDialog(self._context, self._window.insertion.values, self._window)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    def _edit_checklists(self) -> None:
        from reviewer.gui.dialogs.checklists_dialog import ChecklistsDialog

        shown = ChecklistsDialog(self._context, self._window)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    def _show_page(self, page: str) -> None:
        """Show a page of the panel about the document, with the keyboard in it."""
        self._window.panels.show("document")
        self._window.document.inside.show_page(page)

    def _go_to_thread(self, forward: bool) -> None:
        """Go to the next open thread of the library; its comments stand below the card."""
        from reviewer.gui.document_panel.going import next_thread

        found = next_thread(self._context.session, forward, self._last_thread)
        self._last_thread = found.id if found is not None else None
        if found is None:
            self._window.status.tell(self._say("threads-none"))
        else:
            self._window.panels.show("inspector")

    def _show_preferences(self) -> None:
        from reviewer.gui.dialogs.preferences_dialog import PreferencesDialog

        shown = PreferencesDialog(self._context, self._window.view, self.choose, self.name_reviewer, self._window)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.library_wanted.connect(self._window.library_wanted)
        shown.open()

    def _show_from_overview(self, document: str, tab: str) -> None:
        self.show_document(document)
        if tab == "checklist":
            self._show_page(tab)
        elif tab:
            self._show_tab(tab)

    def _export(self) -> None:
        from reviewer.gui.dialogs.export_dialog import ExportDialog

        ExportDialog(self._context, self._window.library.list.selected(), self._window).open()

    # Search

    def _focus_search(self) -> None:
        self._window.search.setFocus()
        self._window.search.selectAll()
        self._window.search.look()

    def _look_for_commands(self) -> None:
        """Let the search field list the actions."""
        self._focus_search()
        self._window.search.setText(COMMANDS)
        self._window.search.look()

    # How the window is set up

    def choose(self, what: str, value: str) -> None:
        """Use another theme, language or font, at once and from now on, or another script for the chosen documents."""
        if what == "theme":
            self._context.preferences.change(theme="" if value == Theme.SYSTEM else value)
            self._context.appearance.choose(Theme(value))
            return
        if what == TEXT_SCALE:
            self._grow(value)
            return
        app = QApplication.instance()
        if what == motion.MOTION and isinstance(app, QApplication):
            self._keep_choice(what, value)
            motion.choose(app, value)
            return
        if what == "script":
            if chosen := self._chosen_documents():
                self._context.session.act(annotating.set_document_script, chosen, value)
            return
        self._context.preferences.change(**{what: value})
        settings = self._context.preferences.values
        self._context.wording.choose(settings.locale)
        if isinstance(app, QApplication):
            app.setFont(interface_font(self._context.wording.locale, settings.font))
        self._window.view.set_font_family(settings.font)

    def _grow(self, chosen: str) -> None:
        """Write the window's own words as large as is chosen."""
        self._keep_choice(TEXT_SCALE, chosen)
        app = QApplication.instance()
        self._context.appearance.grow(text_scale(chosen, app.property(SYSTEM_TEXT) if app is not None else 0))

    def _zoom(self, by: int) -> None:
        self._window.view.set_zoom(self._window.view.zoom() + by)

    def zoomed(self, percent: int) -> None:
        """Show and keep the zoom."""
        self._window.status.show_zoom(percent)
        self._context.preferences.change(zoom=percent)

    def _show_tab(self, tab: str) -> None:
        self._window.panels.show("inspector")
        self._window.inspector.show_tab(tab)

    def tab_chosen(self, tab: str) -> None:
        """Keep which tab is in sight."""
        self._keep_choice("tab", tab)

    def _keep_choice(self, name: str, value: str) -> None:
        choices = self._context.preferences.values.choices
        if choices.get(name) != value:
            self._context.preferences.change(choices=choices | {name: value})

    def restore(self) -> None:
        """Set the window up as it was left."""
        choices = self._context.preferences.values.choices
        self._window.panels.restore()
        self._window.inspector.show_tab(choices.get("tab", TABS[0]))

    def remember(self) -> None:
        """Keep how the window is set up and what is on show."""
        self._keeping.stop()
        self._window.panels.remember()
        self._context.preferences.change(geometry=self._window.saveGeometry().toBase64().toStdString())
        self._keep_place()

    def _keep_place(self) -> None:
        """Keep what is on show and at hand, also for the case that the window is not closed but killed."""
        session, preferences = self._context.session, self._context.preferences
        self._keep_choice("item", session.current.id if session.current else "")
        place = {"last_document": session.document or "", "last_position": self._window.status.place}
        if any(getattr(preferences.values, name) != value for name, value in place.items()):
            preferences.change(**place)

    def go_back(self) -> None:
        """Take to hand what was at hand when the window was closed, or show the place it was left at."""
        values, session = self._context.preferences.values, self._context.session
        item = values.choices.get("item", "")
        if item and (session.loading or session.items.get(item) is not None):
            session.go(item)
        elif not item:
            self._window.view.scroll_to(values.last_position)

    # Telling

    def _say(self, key: str, **values: object) -> str:
        return self._context.wording.text(key, **values)

    def tell(self, message: Message) -> None:
        """Show a problem: what happened, what it means, what to do."""
        from reviewer.gui.dialogs.problem_dialog import ProblemDialog

        ProblemDialog(self._context.wording, message, parent=self._window).open()

    def _show_keys(self) -> None:
        from reviewer.gui.dialogs.keys_dialog import KeysDialog

        context = self._context
        look, path = context.appearance.tokens, context.session.library.path
        KeysDialog(context.wording, look, context.actions, path, self._window).open()

    def _show_manual(self) -> None:
        from reviewer.gui.dialogs.manual_dialog import ManualDialog

        shown = self._window.findChild(ManualDialog)
        if shown is None:
            shown = ManualDialog(self._context, self._window)
            shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.show()
        shown.raise_()
        shown.activateWindow()

    def show_tour(self) -> None:
        """Point out the parts of the window, one after the other."""
        from reviewer.gui.tour import Stop, Tour

        window = self._window
        if window.findChild(Tour) is None:
            parts = {"library": window.library, "review": window.view, "inspector": window.inspector}
            stops = [Stop(name, part) for name, part in (*parts.items(), ("search", window.search))]
            Tour(self._context, [*stops, Stop("end", window.menuBar())], window)

    def show_menu(self, place: QPoint, mark: str) -> None:
        """What can be done with the mark or the selection at a place of the text."""
        if mark:
            self._context.session.go(mark)
        menu = QMenu(self._window)
        for name in MENU_AT_MARK:
            if self._context.actions[name].isEnabled():
                menu.addAction(self._context.actions[name])
        if not menu.isEmpty():
            menu.popup(place)
            menu.aboutToHide.connect(menu.deleteLater)

    def tooltip(self, mark: str) -> str:
        """What a mark of the text says when the pointer rests on it."""
        state = self._context.session.state
        if state is None:
            return ""
        claim = state.claims.get(mark)
        verdict = self._context.scale.name(claim.verdict) if claim is not None else ""
        return hover.card(state, mark, self._context.wording, verdict)
