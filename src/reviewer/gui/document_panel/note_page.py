"""The note of the document on show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.panels.remarks import as_markdown
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.card import label, link_button
from reviewer.gui.widgets.editors import TextEditor
from reviewer.services import annotating


class NotePage(QWidget):
    """Shown as Markdown, written in place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._written: tuple[str, str] | None = None
        """The document whose note is being written, and that note as it is kept."""
        self.editor, self.edit = TextEditor(), link_button()
        self._words, self._room = label(), QScrollArea()
        self._words.setTextFormat(Qt.TextFormat.MarkdownText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        bind = context.wording.bind
        bind(self, self.edit.setText, "document-note-write")
        for name in (self.editor.setPlaceholderText, self.editor.setAccessibleName):
            bind(self, name, "note-hint")
        self.editor.setProperty("use", "document")
        offer = context.actions["insert-template"]
        bind(self, lambda words: self.editor.offer(words, offer), "template-button")
        self.edit.clicked.connect(self.take_keyboard)
        self.editor.confirmed.connect(self._keep)
        self.editor.dismissed.connect(self._shut)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.edit)
        top.addStretch()
        self.editor.setFixedHeight(METRICS.px(130))
        self.editor.hide()
        self._room.setWidget(self._words)
        self._room.setWidgetResizable(True)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 4)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.editor)
        column.addWidget(self._room, 1)

    def refresh(self) -> None:
        """Show the note as it is."""
        if self._written is not None and self._written[0] != self._context.session.document:
            # Another document came on show meanwhile: what was written belongs to the one before.
            self._keep(self.editor.toPlainText().strip())
        state, say = self._context.session.state, self._context.wording.text
        note = state.document.note if state is not None else ""
        self.edit.setEnabled(self._context.session.document is not None)
        self._words.setProperty("role", "" if note else "empty")
        self._words.setText(as_markdown(note) or say("document-note-empty" if state is not None else "no-document"))
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)

    def take_keyboard(self) -> None:
        """Write the note."""
        state = self._context.session.state
        if state is not None and self._context.session.document is not None:
            self._written = state.document.id, state.document.note
            self.editor.begin(state.document.note)

    def _keep(self, words: str) -> None:
        written = self._written
        self._shut()
        if written is not None and words != written[1]:
            self._context.session.act(annotating.set_note, written[0], words)

    def _shut(self) -> None:
        self._written = None
        self.editor.hide()
