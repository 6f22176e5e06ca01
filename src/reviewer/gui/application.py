"""The window's program: Qt set up, a library opened, the window shown, everything closed again."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFontInfo, QIcon
from PySide6.QtWidgets import QApplication

from reviewer import __version__
from reviewer.gui import motion, work
from reviewer.gui.actions import Actions
from reviewer.gui.appearance import Appearance
from reviewer.gui.context import Context, Preferences
from reviewer.gui.crash import catch_everything
from reviewer.gui.fonts import interface_font
from reviewer.gui.jobs import Jobs
from reviewer.gui.main_window import SIZE, MainWindow
from reviewer.gui.scale import Scale
from reviewer.gui.session import Session
from reviewer.gui.theme import METRICS, SYSTEM_TEXT, TEXT_SCALE, Theme, text_scale
from reviewer.gui.translation import Wording
from reviewer.repair.damage import Kind
from reviewer.resource_files import resource
from reviewer.services import settings
from reviewer.services.library import Library, LibraryProblem, default_path, open_library
from reviewer.services.settings import Settings
from reviewer.text.message import Message

NAME = "reviewer"
SETTLED = 15_000
"""Milliseconds after which a window that was just opened has nothing urgent to do."""

SETTLING = 8
"""Rounds of events until layouts within layouts have settled: one level a round."""


def run(files: Sequence[Path], library: Path | None) -> int:
    """Open the window on a library (the last one, or the default one, for None); `files` are imported, the first shown.

    The exit status: 0, or 4 when no library could be opened.
    """
    app = make_application()
    program = Program(app, Preferences(settings.load()))
    catch_everything(program.tell)
    try:
        if not program.open(library, files):
            return 4
        return app.exec()
    finally:
        program.close()


def make_application() -> QApplication:
    """Qt, set up but without a window; the one there is, if there is one."""
    present = QApplication.instance()
    if isinstance(present, QApplication) and present.applicationName() == NAME:
        return present
    app = present if isinstance(present, QApplication) else QApplication(sys.argv[:1])
    app.setProperty(SYSTEM_TEXT, QFontInfo(app.font()).pixelSize())
    app.setStyle("Fusion")
    app.setApplicationName(NAME)
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("reviewer")
    return app


class Program(QObject):
    """The application around its window: one library open at a time, and one worker process."""

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__(app)
        self._app, self.preferences = app, preferences
        self.wording = Wording(app, preferences.values.locale)
        METRICS.scale = text_scale(preferences.values.choices.get(TEXT_SCALE, ""), app.property(SYSTEM_TEXT) or 0)
        app.setFont(interface_font(self.wording.locale, preferences.values.font))
        self.appearance = Appearance(app, chosen_theme(preferences.values))
        motion.choose(app, preferences.values.choices.get(motion.MOTION, ""))
        self.jobs = Jobs(self)
        self.window: MainWindow | None = None
        self.library: Library | None = None

    def open(self, path: Path | None, files: Sequence[Path] = ()) -> bool:
        """Show the window on the library at `path`, asking for another one when it cannot be opened. False: quit."""
        wanted: Path | None = path or Path(self.preferences.values.library or default_path())
        while wanted is not None:
            try:
                library = open_library(wanted, create=True, reviewer=self.preferences.values.reviewer)
                window = self.show(library)
            except LibraryProblem as problem:
                # Also one that opens and whose list of documents cannot be read.
                self._close_window()
                wanted = self._ask(problem.message)
                continue
            if path is None:
                self.preferences.change(library=str(library.path))
            window.painted.connect(lambda: self._begin(files))
            return True
        return False

    def _ask(self, message: Message) -> Path | None:
        from reviewer.gui.dialogs.library_choice import ask_after_problem

        return ask_after_problem(self.wording, message)

    def show(self, library: Library) -> MainWindow:
        """Show the window on an open library, which is closed with it."""
        self.library = library
        session = Session(library, self)
        actions = Actions(session, self.wording, self.preferences.values.keys)
        scale = Scale(session, actions, self.wording)
        context = Context(self.appearance, self.wording, actions, session, self.jobs, self.preferences, scale)
        self.appearance.undress()
        self.window = MainWindow(context)
        self.appearance.dress()
        self.window.library_wanted.connect(self.change_library)
        self.window.show()
        return self.window

    def _begin(self, files: Sequence[Path]) -> None:
        """What can wait until the window stands: the worker's tables, files to import, the last document."""
        if self.window is None:
            gc.enable()
            return
        self.window.settle()
        self._app.setWindowIcon(QIcon(str(resource("icons", "reviewer.svg"))))
        self.jobs.run(work.warm)
        motion.ask_system(self._app)
        # Loading the checks takes 0.2 s: in a thread it holds up no paint, and the first document finds them loaded.
        Thread(target=work.load_checks, daemon=True).start()
        # What the reviewer waits for comes first.
        QTimer.singleShot(SETTLED, self, self.back_up)
        if files:
            self.window.desk.import_paths(files)
        elif not self._reopen(self.window):
            self._import_samples(self.window)

    def back_up(self) -> None:
        """Make a backup if it is time for one; that it failed is told, for nobody would notice."""
        from reviewer.gui.preferences.backup_page import folder_of
        from reviewer.services.backing_up import is_due

        if self.window is None or self.library is None or not self.window.context.session.entries:
            return
        values, folder, path = self.preferences.values, folder_of(self.window.context), self.library.path
        if is_due(path, folder, values.backup_days):
            job = self.jobs.run(work.back_up, path, folder, values.backups_kept, topic="backup", behind=True)
            job.failed.connect(self.window.context.session.failed)

    def _reopen(self, window: MainWindow) -> bool:
        session, values = window.context.session, self.preferences.values
        if not session.entries:
            return False
        known = {entry.id for entry in session.entries}
        if values.last_document in known:
            session.open(values.last_document)
            window.desk.go_back()
        else:
            session.open(session.entries[-1].id)
        return True

    def _import_samples(self, window: MainWindow) -> None:
        """The first start shows what the program is for."""
        if self.preferences.values.samples_seen:
            return
        from reviewer.services.samples import sample_paths

        self.preferences.change(samples_seen=True)
        run = window.desk.import_paths(sample_paths())
        if run is not None:
            # Once there is something to point at.
            run.finished.connect(lambda _: window.desk.show_tour())

    def change_library(self, path: Path) -> None:
        """Close this library and work in another one."""
        self._close_window()
        if not self.open(path):
            self._app.quit()
        elif self.library is not None:
            self.preferences.change(library=str(self.library.path), last_document="")

    def tell(self, message: Message) -> None:
        """Show what went wrong."""
        if self.window is not None:
            self.window.desk.tell(message)

    def _close_window(self) -> None:
        window, self.window = self.window, None
        self.appearance.settle()
        if window is not None:
            window.close()
            window.deleteLater()
        library, self.library = self.library, None
        if library is not None:
            library.close()

    def close(self) -> None:
        """Close window, library and worker. Idempotent."""
        self._close_window()
        self.jobs.close()


def chosen_theme(values: Settings) -> Theme:
    """The theme of the settings; one that this program does not know follows the system."""
    return Theme(values.theme) if values.theme in list(Theme) else Theme.SYSTEM


def screenshot(
    path: Path,
    files: Sequence[Path] = (),
    locale: str = "zh_TW",
    theme: Theme = Theme.LIGHT,
    size: tuple[int, int] = SIZE,
) -> int:
    """Paint the window with the bundled sample (or `files`) in a throw-away library into a PNG; no screen needed.

    The exit status: 0, or 3 when the picture cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt warns of what a screen that is none cannot do.
    os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        preferences = Preferences(Settings(locale=locale, theme=theme, samples_seen=True), now=True)
        program = Program(app, preferences)
        try:
            return 0 if _pictured(app, program, Path(folder), path, files, size) else 3
        finally:
            program.close()


def _pictured(
    app: QApplication, program: Program, folder: Path, path: Path, files: Sequence[Path], size: tuple[int, int]
) -> bool:
    from reviewer.services.importing import prepare, store_prepared
    from reviewer.services.samples import sample_paths

    library = open_library(folder / "library.sqlite", create=True)
    stored = [store_prepared(library, prepare(file)).document for file in files or sample_paths()]
    window = program.show(library)
    window.resize(*size)
    session = window.context.session
    session.open(stored[0])
    repairs = session.state.repairs if session.state else ()
    shifts = [decided.id for decided in repairs if decided.repair.kind is Kind.BYTE_SHIFT]
    if shifts:
        session.go(shifts[0])
    for _ in range(SETTLING):
        app.processEvents()
    return window.grab().save(str(path))
