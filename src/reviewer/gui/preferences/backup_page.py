"""The page on backups: where, how often, how many; one made now; one taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from reviewer.gui import work
from reviewer.gui.context import Context
from reviewer.gui.models.labels import clock
from reviewer.gui.preferences.form import FormPage, chooser, counter
from reviewer.gui.widgets.card import label
from reviewer.services import backing_up
from reviewer.text.problem import Problem

DAYS = (0, 1, 7, 30)


class BackupPage(FormPage):
    """`taken_back` carries the path of a library that was made from a backup and should be opened."""

    taken_back = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._say = context, context.wording.text
        values, change = context.preferences.values, context.preferences.change
        self.often = chooser(
            [(str(days), self._say(f"backup-every-{days}")) for days in DAYS],
            str(values.backup_days),
            lambda value: change(backup_days=int(value)),
        )
        self.kept = counter(1, 99, values.backups_kept, lambda count: change(backups_kept=count))
        self.folder = QLineEdit(str(folder_of(context)))
        self.folder.setReadOnly(True)
        self.list, self.outcome, self.none = QListWidget(), label("muted"), label("empty")
        self.make = QPushButton(self._say("backup-now"))
        self.restore = QPushButton(self._say("backup-restore"))
        self._lay_out()
        self.make.clicked.connect(self.back_up)
        self.restore.clicked.connect(self._ask_restore)
        self.list.currentRowChanged.connect(self._allow)
        self.refresh()

    def _lay_out(self) -> None:
        change = QPushButton(self._say("choose-path"))
        change.clicked.connect(self._choose)
        place, below = QHBoxLayout(), QHBoxLayout()
        place.setSpacing(8)
        below.setSpacing(8)
        place.addWidget(self.folder, 1)
        place.addWidget(change)
        for button in (self.make, self.restore, change):
            button.setAutoDefault(False)
        self.row(self._say("backup-often"), self.often)
        self.row(self._say("backup-kept"), self.kept)
        self.folder.setAccessibleName(self._say("backup-folder"))
        self.rows.addRow(self._say("backup-folder"), place)
        self.list.setAccessibleName(self._say("backup-list"))
        self.none.setText(self._say("backup-none"))
        QVBoxLayout(self.list).addWidget(self.none)
        self.column.addWidget(self.list, 1)
        below.addWidget(self.make)
        below.addWidget(self.restore)
        below.addStretch()
        self.column.addLayout(below)
        self.column.addWidget(self.outcome)

    def _library(self) -> Path:
        return self._context.session.library.path

    def refresh(self) -> None:
        """List the backups there are."""
        self._backups = backing_up.backups(self._library(), folder_of(self._context))
        self.list.clear()
        for backup in self._backups:
            size = QLocale(self._context.wording.locale).formattedDataSize(backup.size)
            self.list.addItem(QListWidgetItem(f"{clock(backup.made.isoformat())}    {size}"))
        self.none.setVisible(not self._backups)
        self._allow()

    def _allow(self) -> None:
        self.restore.setEnabled(self.list.currentRow() >= 0)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._say("backup-folder"), self.folder.text())
        if chosen:
            self._context.preferences.change(backup_folder=chosen)
            self.folder.setText(chosen)
            self.refresh()

    def back_up(self) -> None:
        """Make a backup now."""
        self.make.setEnabled(False)
        kept = self._context.preferences.values.backups_kept
        job = self._context.jobs.run(work.back_up, self._library(), folder_of(self._context), kept, topic="backup")
        job.done.connect(self._made)
        job.failed.connect(self._failed)

    def _made(self, path: Path) -> None:
        self.make.setEnabled(True)
        self.outcome.setText(self._say("backup-made", path=path))
        self.refresh()

    def _failed(self, error: object) -> None:
        self.make.setEnabled(True)
        problem = error if isinstance(error, Problem) else Problem("gui.unexpected", detail=repr(error))
        self.outcome.setText("\n".join(self._context.wording.sentences(problem.message)))

    def _ask_restore(self) -> None:
        backup = self._backups[self.list.currentRow()]
        proposed = self._library().with_name(f"{self._library().stem}-{backup.made:%Y-%m-%d}.sqlite")
        chosen, _ = QFileDialog.getSaveFileName(self, self._say("backup-restore"), str(proposed), "*.sqlite")
        if chosen:
            self.take_back(backup.path, Path(chosen))

    def take_back(self, backup: Path, target: Path) -> None:
        """Make a library of a backup at `target`, where nothing is yet, and ask for it to be opened.

        The library that is open stays as it is.
        """
        try:
            backing_up.take_back(backup, target)
        except Problem as problem:
            self._failed(problem)
        else:
            self.taken_back.emit(target)


def folder_of(context: Context) -> Path:
    """Where the backups go."""
    chosen = context.preferences.values.backup_folder
    return Path(chosen) if chosen else backing_up.default_folder()
