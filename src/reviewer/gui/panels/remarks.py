"""What a reviewer adds to a claim or a figure: a note, tags, evidence. Edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QMessageBox, QVBoxLayout, QWidget

from reviewer.annotations.attachment import NewFile
from reviewer.annotations.claim import Claim
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureMark
from reviewer.gui.context import Context
from reviewer.gui.widgets.card import emptied, label, link_button
from reviewer.gui.widgets.editors import TagEditor, TextEditor
from reviewer.services import annotating, reading
from reviewer.text.problem import Problem

OPENABLE = ("http", "https")


@dataclass(frozen=True, slots=True)
class _Target:
    id: str
    note: str
    tags: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Remarks(QWidget):
    """Note, tags and evidence of one claim or figure."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._target: _Target | None = None
        self._note, self._tags = link_button(), link_button()
        self._note_text, self._tags_text = label(), label()
        self._note_text.setTextFormat(Qt.TextFormat.MarkdownText)
        self._note_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.note_editor, self.tag_editor = TextEditor(), TagEditor()
        self._evidence = QVBoxLayout()
        self._evidence.setSpacing(6)
        self._add = link_button()
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self._note.clicked.connect(self.edit_note)
        self._tags.clicked.connect(self.edit_tags)
        self._add.clicked.connect(self.add_evidence)
        self._note_text.linkActivated.connect(self._open)
        self.note_editor.confirmed.connect(self._save_note)
        self.tag_editor.confirmed.connect(self._save_tags)
        self.tag_editor.left.connect(self._save_tags)
        self.tag_editor.dismissed.connect(self.tag_editor.hide)
        bind = self._context.wording.bind
        for button, key in ((self._note, "note"), (self._tags, "tags"), (self._add, "add-evidence")):
            bind(self, button.setText, key)
        for editor, key in ((self.note_editor, "note-hint"), (self.tag_editor, "tags-hint")):
            bind(self, editor.setPlaceholderText, key)
            bind(self, editor.setAccessibleName, key)
        offer = self._context.actions["insert-template"]
        bind(self, lambda words: self.note_editor.offer(words, offer), "template-button")

    def _lay_out(self) -> None:
        column, grid = QVBoxLayout(self), QGridLayout()
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addLayout(grid)
        # A grid does not ask well how high something is at its width, and files are wrapped.
        column.addLayout(self._evidence)
        column.addWidget(self._add)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (button, text) in enumerate(((self._note, self._note_text), (self._tags, self._tags_text))):
            grid.addWidget(button, 2 * row, 0)
            grid.addWidget(text, 2 * row, 1)
        grid.addWidget(self.note_editor, 1, 0, 1, 2)
        grid.addWidget(self.tag_editor, 3, 0, 1, 2)
        self.note_editor.hide()
        self.tag_editor.hide()

    def take_drops_on(self, card: QWidget) -> None:
        """Make evidence of what is dropped on the card that these remarks stand on."""
        from reviewer.gui.attached.drops import Drops

        Drops(card, self.take, texts=True)

    def show_of(self, mark: Claim | FigureMark) -> None:
        """Show what was added to a claim or a figure."""
        if self._target is not None and self._target.id != mark.id:
            self.note_editor.hide()
            self.tag_editor.hide()
        self._target = _Target(mark.id, mark.note, mark.tags, mark.evidence)
        self.note_editor.setProperty("use", "claim" if isinstance(mark, Claim) else "figure")
        say = self._context.wording
        self._note_text.setText(as_markdown(mark.note) or say.text("none-yet"))
        linked = "](" in mark.note or "://" in mark.note
        self._note_text.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.ClickFocus)
        self._tags_text.setText(say.text("list-comma").join(mark.tags) or say.text("none-yet"))
        self._show_evidence(mark.evidence)

    def _show_evidence(self, evidence: tuple[Evidence, ...]) -> None:
        emptied(self._evidence)
        for source in evidence:
            self._evidence.addWidget(self._source(source))

    def _source(self, source: Evidence) -> QWidget:
        from reviewer.gui.panels.source_line import SourceLine

        return SourceLine(self._context, source, self._open, self._change, self._remove)

    def edit_note(self) -> None:
        """Write the note in place."""
        if self._target is not None:
            self.note_editor.begin(self._target.note)

    def edit_tags(self) -> None:
        """Write the tags in place."""
        if self._target is not None:
            known = [tag.name for tag in reading.tags(self._context.session.library)]
            self.tag_editor.begin_tags(self._target.tags, known)

    def _save_note(self, note: str) -> None:
        if self._target is not None:
            self._context.session.act(annotating.set_note, self._target.id, note)

    def _save_tags(self) -> None:
        self.tag_editor.hide()
        if self._target is not None and self.tag_editor.tags() != self._target.tags:
            self._context.session.act(annotating.set_tags, self._target.id, self.tag_editor.tags())

    def add_evidence(self) -> None:
        """Ask for a source and keep it."""
        self._change(Evidence("", ""))

    def paste_evidence(self) -> None:
        """Make evidence of what the clipboard holds: files, a picture, an address, a quotation."""
        from reviewer.gui.attached.incoming import pasted

        self.take(pasted())

    def take(self, mime: QMimeData) -> None:
        """Ask for a source that begins with what was dropped or pasted."""
        from reviewer.gui.attached.incoming import files_from, has_files, is_large

        text = mime.text().strip() if mime.hasText() and not has_files(mime) else ""
        is_address = QUrl(text).scheme() in OPENABLE and len(text.split()) == 1
        source = Evidence("", text) if is_address else Evidence("", "", quotation=text)
        if is_large(mime):
            self._change(source, coming=mime)
            return
        try:
            files = files_from(mime, self._context.wording)
            if not text and not files:
                raise Problem("gui.nothing-to-paste")
        except Problem as problem:
            self._context.session.failed.emit(problem)
            return
        self._change(source, files)

    def _change(self, source: Evidence, files: Sequence[NewFile] = (), coming: QMimeData | None = None) -> None:
        if self._target is None:
            return
        from reviewer.gui.dialogs.evidence_dialog import EvidenceDialog

        target, dialog = self._target.id, EvidenceDialog(self._context, source, files, self.window())
        if coming is not None:
            dialog.take(coming)
        if dialog.exec():
            self._context.session.act(annotating.put_evidence, target, dialog.evidence(), dialog.files)
        dialog.deleteLater()

    def _remove(self, source: Evidence) -> None:
        if self._target is not None:
            self._context.session.act(annotating.remove_evidence, self._target.id, source.id)

    def _open(self, address: str) -> None:
        """Open a source in the browser, after asking: the program itself never goes to the network."""
        url, say = QUrl(address), self._context.wording
        if url.scheme() not in OPENABLE:
            return
        asked = QMessageBox.question(self.window(), say.text("open-link-title"), say.text("open-link", address=address))
        if asked == QMessageBox.StandardButton.Yes:
            QDesktopServices.openUrl(url)


def as_markdown(note: str) -> str:
    """A note to be shown as Markdown: its line breaks stay, tags are plain words, and no picture is fetched."""
    return note.replace("<", "&lt;").replace("![", "!\\[").replace("\n", "  \n")
