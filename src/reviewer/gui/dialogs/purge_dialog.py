"""Asks before what attached files held is given up, makes a backup first, and tells what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.gui import work
from reviewer.gui.attached.tile import size_in_words
from reviewer.gui.context import Context
from reviewer.gui.jobs import Job
from reviewer.gui.widgets.busy_bar import BusyBar
from reviewer.gui.widgets.card import label
from reviewer.services import backing_up, purging
from reviewer.services.purging import Purged
from reviewer.text.problem import Problem


class PurgeDialog(QDialog):
    """Nothing is given up before somebody says so; the worker does it, and meanwhile the dialog stays open."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._say = context, context.wording.text
        self._job: Job | None = None
        self.setWindowTitle(self._say("purge-title"))
        self.setMinimumWidth(460)
        self.lead, self.words, self.outcome = label("lead"), label(), label()
        self.backup, self.working = QCheckBox(self._say("purge-backup")), BusyBar()
        self.purge, self.leave = QPushButton(self._say("purge-do")), QPushButton(self._say("purge-leave"))
        self._lay_out()
        self._show(purging.detached(context.session.library))

    def _lay_out(self) -> None:
        self.backup.setChecked(True)
        self.backup.setToolTip(str(self._folder))
        self.working.setAccessibleName(self._say("purge-working"))
        self.working.hide()
        self.outcome.hide()
        row = QHBoxLayout()
        row.addStretch()
        for button, act in ((self.purge, self.start), (self.leave, self.reject)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        self.leave.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        for part in (self.lead, self.words, self.backup, self.working, self.outcome):
            column.addWidget(part)
        column.addStretch()
        column.addLayout(row)

    @property
    def _folder(self) -> Path:
        chosen = self._context.preferences.values.backup_folder
        return Path(chosen) if chosen else backing_up.default_folder()

    def _show(self, found: Purged) -> None:
        if found.count:
            self.lead.setText(self._say("purge-lead", count=found.count, size=size_in_words(found.size)))
            self.words.setText(self._say("purge-words"))
        else:
            self.lead.setText(self._say("purge-nothing"))
            self.words.hide()
        for part in (self.backup, self.purge):
            part.setVisible(found.count > 0)
        if not found.count:
            self.leave.setText(self._say("close"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be as high as needed: Qt does not ask how high wrapped words are for a window's own size."""
        column = self.layout()
        if column is not None:
            self.resize(self.width(), column.totalHeightForWidth(self.width()))

    def start(self) -> None:
        """Do it."""
        session, settings = self._context.session, self._context.preferences.values
        folder = self._folder if self.backup.isChecked() else None
        for part in (self.purge, self.leave, self.backup):
            part.setEnabled(False)
        self.working.show()
        library = session.library
        self._job = self._context.jobs.run(
            work.purge_files, library.path, library.reviewer, folder, settings.backups_kept
        )
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)

    def reject(self) -> None:
        """Leave; not while it is being done."""
        if self._job is None:
            super().reject()

    def _done(self, purged: Purged) -> None:
        self._end()
        words = self._say("purge-done", count=purged.count, size=size_in_words(purged.size))
        room = "" if purged.smaller else self._say("purge-no-room")
        where = self._say("purge-backed-up", path=purged.backup) if purged.backup else ""
        self.outcome.setText("\n".join(filter(None, (words, room, where))))
        self.outcome.show()
        for part in (self.lead, self.words, self.backup, self.purge):
            part.hide()
        self._fit()
        self._context.session.documents_changed.emit()

    def _failed(self, error: Exception) -> None:
        self._end()
        known = error if isinstance(error, Problem) else Problem("gui.unexpected", detail=repr(error))
        self._context.session.failed.emit(known)
        self.purge.setEnabled(True)
        self.backup.setEnabled(True)

    def _end(self) -> None:
        self._job = None
        self.working.hide()
        self.leave.setEnabled(True)
        self.leave.setText(self._say("close"))
