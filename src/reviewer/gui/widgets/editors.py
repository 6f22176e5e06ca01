"""Editors that open in place, and are done with Enter or left with Escape."""

from __future__ import annotations

from PySide6.QtCore import QMetaMethod, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QPlainTextEdit, QToolButton, QWidget
from shiboken6 import isValid

from reviewer.gui.theme import METRICS

PASSING = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Reasons to lose the keyboard that do not mean the reviewer went elsewhere."""


class Keyboard:
    """Where the keyboard was before an editor took it, and where it goes when the editor is done."""

    def __init__(self) -> None:
        self._before: QWidget | None = None

    def take(self, editor: QWidget) -> None:
        """Give the keyboard to an editor."""
        before = QApplication.focusWidget()
        if before is not editor:
            self._before = before
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def give_back(self) -> None:
        """Give it back."""
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)


class LineEditor(QLineEdit):
    """One line. `confirmed` carries what was typed, `left` too when the keyboard goes elsewhere before that.

    `with_more` carries it where Ctrl+Enter asks for more than that; where nobody listens it is `confirmed`.
    """

    confirmed = Signal(str)
    with_more = Signal(str)
    left = Signal(str)
    dismissed = Signal()
    _before = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keyboard = Keyboard()

    def put(self, text: str) -> None:
        """Hold `text`, which is kept already."""
        self._before = text
        self.setText(text)

    def begin(self, text: str) -> None:
        """Show the editor with `text` selected and the keyboard in it."""
        self.put(text)
        self.show()
        self.selectAll()
        self._keyboard.take(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._before = self.text()
            self._keyboard.give_back()
            more = event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._is_heard()
            (self.with_more if more else self.confirmed).emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self._keyboard.give_back()
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _is_heard(self) -> bool:
        return self.isSignalConnected(QMetaMethod.fromSignal(self.with_more))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING and self.text() != self._before:
            self._before = self.text()
            self.left.emit(self.text())


CORNER = 24
"""Pixels below the text for a button in the corner."""


class TextEditor(QPlainTextEdit):
    """Several lines: Enter confirms, Shift+Enter breaks the line; going elsewhere confirms too, so nothing is lost."""

    confirmed = Signal(str)
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(METRICS.px(64))
        self.setTabChangesFocus(True)
        self._before = ""
        self._keyboard = Keyboard()
        self._offered: QToolButton | None = None

    def offer(self, words: str, action: QAction) -> None:
        """Have a button in the corner for an action; it leaves the keyboard here."""
        if self._offered is None:
            self._offered = QToolButton(self)
            self._offered.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._offered.setCursor(Qt.CursorShape.PointingHandCursor)
            self._offered.clicked.connect(lambda _=False: action.trigger())
            self.setFixedHeight(self.height() + METRICS.px(CORNER))
            self.setViewportMargins(0, 0, 0, METRICS.px(CORNER))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._offered.setText(words)
        self._offered.setToolTip(f"{action.text()}  {keys}".strip())
        self._offered.setAccessibleName(action.text())
        self._put_corner()

    def _put_corner(self) -> None:
        if self._offered is not None:
            self._offered.adjustSize()
            size = self._offered.size()
            self._offered.move(self.width() - size.width() - 4, self.height() - size.height() - 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_corner()

    def begin(self, text: str) -> None:
        """Show the editor with `text` and the keyboard in it."""
        self._before = text
        self.setPlainText(text)
        self.show()
        self.moveCursor(self.textCursor().MoveOperation.End)
        self._keyboard.take(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._finish()
            self._keyboard.give_back()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
            self._keyboard.give_back()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in PASSING:
            self._finish()

    def _finish(self) -> None:
        text = self.toPlainText().strip()
        self.hide()
        if text == self._before:
            self.dismissed.emit()
        else:
            self.confirmed.emit(text)

    def _leave(self) -> None:
        self.hide()
        self.dismissed.emit()


SEPARATORS = ",、，;；"


class TagEditor(LineEditor):
    """Tags with commas between them, completed from those in use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = QStringListModel(self)
        self._completer = QCompleter(self._known, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self._completer.activated.connect(self._complete)
        self.textEdited.connect(self._suggest)

    def begin_tags(self, tags: tuple[str, ...], known: list[str]) -> None:
        """Edit `tags`, with `known` tags offered."""
        self._known.setStringList(known)
        self.begin(", ".join(tags))
        self.end(False)

    def tags(self) -> tuple[str, ...]:
        """What was typed, without repeats."""
        return split_tags(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        taking = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if popup.isVisible() and taking and popup.currentIndex().isValid():
            event.ignore()
            return
        super().keyPressEvent(event)

    def _last(self) -> tuple[str, str]:
        text = self.text()
        cut = max((text.rfind(mark) for mark in SEPARATORS), default=-1) + 1
        return text[:cut], text[cut:].strip()

    def _suggest(self) -> None:
        last = self._last()[1]
        self._completer.setCompletionPrefix(last)
        if last and self._completer.completionCount():
            self._completer.complete()
        else:
            self._popup.hide()

    def _complete(self, tag: str) -> None:
        before = self._last()[0]
        self.setText(f"{before} {tag}, " if before else f"{tag}, ")


def split_tags(text: str) -> tuple[str, ...]:
    """Tags from a line with commas of any width between them."""
    for mark in SEPARATORS[1:]:
        text = text.replace(mark, ",")
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
