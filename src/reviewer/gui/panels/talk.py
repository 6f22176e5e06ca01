"""What reviewers say to each other about the item at hand, below its card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.annotations.comment import Comment, Thread
from reviewer.gui.context import Context
from reviewer.gui.models.items import Items, item_of, target_of
from reviewer.gui.models.labels import clock
from reviewer.gui.panels.remarks import as_markdown
from reviewer.gui.widgets.card import emptied, label, link_button
from reviewer.gui.widgets.card_room import CardRoom
from reviewer.gui.widgets.editors import TextEditor
from reviewer.services.changes import Changes
from reviewer.services.library import Library
from reviewer.services.reading import ReviewState

T = TypeVar("T")


def threads_about(state: ReviewState, items: Items, target: str) -> list[Thread]:
    """The threads with a target; with those about the document stand the ones about what is not there any more."""
    if target != state.document.id:
        return [one for one in state.threads if one.target == target]
    return [one for one in state.threads if items.get(item_of(one.target, state)) is None]


MOST = 20
"""Comments of a thread, and threads, that are shown until all are asked for: the latest of them."""


class Talk(QWidget):
    """The threads about the item at hand, or about the document while none is; one line while there are none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self._target, self._whole = "", False
        self._keep: Callable[[Library, str], Changes] | None = None
        """What becomes of what is being written."""
        self._head, self.add, self.editor = label("strong", wrap=False), link_button(), TextEditor()
        self.editor.confirmed.connect(self._confirmed)
        self.editor.hide()
        self.add.clicked.connect(self.begin)
        context.wording.bind(self, self.add.setText, "comment-add")
        self.editor.setProperty("use", "comment")
        offer = context.actions["insert-template"]
        context.wording.bind(self, lambda words: self.editor.offer(words, offer), "template-button")
        for name in (self.editor.setPlaceholderText, self.editor.setAccessibleName):
            context.wording.bind(self, name, "comment-hint")
        inside = QWidget()
        self._threads = QVBoxLayout(inside)
        self._threads.setContentsMargins(0, 0, 0, 0)
        self._threads.setSpacing(8)
        self._room = CardRoom(inside)
        row = QHBoxLayout()
        row.addWidget(self._head)
        row.addStretch()
        row.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._room)
        column.addWidget(self.editor)

    @property
    def target(self) -> str:
        """What is talked about here: an item's id or the document's; empty for nothing."""
        session = self._context.session
        if session.document is None:
            return ""
        return target_of(session.current, session.document)

    def refresh(self) -> None:
        """Show the threads about the item at hand."""
        session, target = self._context.session, self.target
        self.setVisible(bool(target))
        if target != self._target:
            self.editor.hide()
            self._whole = False
        self._target = target
        threads = threads_about(session.state, session.items, target) if session.state else []
        count = sum(not one.resolved for one in threads)
        self._head.setText(self._context.wording.text("comments-open", count=count) if threads else "")
        emptied(self._threads)
        self._offer_earlier(self._threads, "threads-earlier", len(threads))
        for thread in self._latest(threads):
            self._threads.addWidget(self._thread(thread))
        self._room.setVisible(bool(threads))

    def _latest(self, things: Sequence[T]) -> Sequence[T]:
        """As many of the last ones as are shown; all once somebody has asked for them."""
        return things if self._whole else things[-MOST:]

    def _offer_earlier(self, column: QVBoxLayout, key: str, count: int) -> None:
        """A way to those that are not shown."""
        if count > MOST and not self._whole:
            earlier = link_button()
            earlier.setText(self._context.wording.text(key, count=count - MOST))
            earlier.clicked.connect(self._show_whole)
            column.addWidget(earlier)

    def _show_whole(self) -> None:
        self._whole = True
        self.refresh()

    def begin(self) -> None:
        """Begin a thread about what is at hand."""
        from reviewer.services import commenting

        document, target = self._context.session.document, self.target
        if document is not None:
            self._keep = lambda library, text: commenting.comment(library, document, target, text)
            self.editor.begin("")

    def _confirmed(self, text: str) -> None:
        if text and self._keep is not None:
            self._context.session.act(self._keep, text)

    def _write(self, keep: Callable[[Library, str, str], Changes], about: str, text: str = "") -> None:
        self._keep = lambda library, words: keep(library, about, words)
        self.editor.begin(text)

    def _thread(self, thread: Thread) -> QWidget:
        from reviewer.services import commenting

        act, inside = self._context.session.act, QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._offer_earlier(column, "comments-earlier", len(thread.comments))
        for comment in self._latest(thread.comments):
            column.addWidget(self._said(comment, indented=comment is not thread.comments[0]))
        row = QHBoxLayout()
        if thread.resolved:
            settled = label("muted", wrap=False)
            settled.setText(self._context.wording.text("thread-settled", who=thread.resolver or "–"))
            row.addWidget(settled)
        row.addStretch()
        state = "thread-reopen" if thread.resolved else "thread-resolve"
        row.addWidget(self._link("thread-reply", lambda: self._write(commenting.reply, thread.id)))
        row.addWidget(self._link(state, lambda: act(commenting.resolve, thread.id, not thread.resolved)))
        column.addLayout(row)
        return inside

    def _said(self, comment: Comment, indented: bool) -> QWidget:
        from reviewer.services import commenting

        say, session, inside = self._context.wording.text, self._context.session, QWidget()
        column, row = QVBoxLayout(inside), QHBoxLayout()
        column.setContentsMargins(14 if indented else 0, 0, 0, 0)
        column.setSpacing(1)
        who = label("muted", wrap=False)
        edited = f" · {say('comment-edited')}" if comment.edited and comment.text else ""
        who.setText(f"{comment.author or say('reviewer-default')} · {clock(comment.written)}{edited}")
        row.addWidget(who)
        row.addStretch()
        if comment.author == session.library.reviewer and comment.text:
            row.addWidget(self._link("comment-edit", lambda: self._write(commenting.edit, comment.id, comment.text)))
            row.addWidget(self._link("comment-withdraw", lambda: session.act(commenting.withdraw, comment.id)))
        words = label(selectable=True)
        words.setTextFormat(Qt.TextFormat.MarkdownText)
        words.setText(as_markdown(comment.text) or say("comment-withdrawn"))
        column.addLayout(row)
        column.addWidget(words)
        return inside

    def _link(self, key: str, act: Callable[[], object]) -> QWidget:
        made = link_button()
        made.setText(self._context.wording.text(key))
        made.clicked.connect(lambda _=False: act())
        return made
