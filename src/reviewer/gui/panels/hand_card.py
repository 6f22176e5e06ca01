"""A repair by the reviewer's own hand: the passage, what is to stand there, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit

from reviewer.gui.context import Context
from reviewer.gui.models.labels import visible
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import Card, label
from reviewer.gui.widgets.editors import Keyboard
from reviewer.text.span import Span

_SHOWN = 80


class HandCard(Card):
    """Hidden until a repair is begun. `confirmed` carries the passage of the original, its replacement and a reason."""

    confirmed = Signal(object, str, str)
    dismissed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._keyboard = context, Keyboard()
        self._span, self._before = Span(0, 0), ""
        self.passage, self.editor, self.why = label("muted", selectable=True), _Editor(), QLineEdit()
        self.editor.setFixedHeight(METRICS.px(64))
        self.editor.setTabChangesFocus(True)
        self.editor.entered.connect(self.confirm)
        self.why.returnPressed.connect(self.confirm)
        self.take = ActionButton(context.appearance, Look.PRIMARY)
        self.leave = ActionButton(context.appearance, Look.OUTLINE)
        self.take.clicked.connect(self.confirm)
        self.leave.clicked.connect(self.dismiss)
        bind = context.wording.bind
        bind(self, self.editor.setPlaceholderText, "by-hand-hint")
        bind(self, self.editor.setAccessibleName, "by-hand-hint")
        bind(self, self.why.setPlaceholderText, "by-hand-why")
        bind(self, self.why.setAccessibleName, "by-hand-why")
        bind(self, self.take.setText, "by-hand-take")
        bind(self, self.leave.setText, "by-hand-leave")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.take)
        row.addWidget(self.leave)
        row.addStretch()
        for widget in (self.passage, self.editor, self.why):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.hide()

    def begin(self, span: Span, original: str, shown: str) -> None:
        """Repair `original`, which stands at `span`; `shown` is what the repaired text has there."""
        say = self._context.wording.text
        self._span = span
        self.head(
            say("by-hand-insert" if not len(span) else "by-hand-title"), "", self._context.appearance.tokens.accent
        )
        words = visible(original[:_SHOWN]) + ("…" if len(original) > _SHOWN else "")
        self.passage.setText(say("by-hand-passage", words=words))
        self.passage.setVisible(len(span) > 0)
        self.editor.setPlainText(shown)
        self._before = self.written()
        self.why.clear()
        self.set_current(True)
        self.show()
        self.editor.selectAll()
        self._keyboard.take(self.editor)

    def written(self) -> str:
        """What stands in the editor, its no-break spaces kept, which plain text would lose."""
        return self.editor.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def confirm(self) -> None:
        """Make the repair, if anything was changed."""
        text = self.written()
        self.hide()
        self._keyboard.give_back()
        if text == self._before:
            self.dismissed.emit()
        else:
            self.confirmed.emit(self._span, text, self.why.text())

    def dismiss(self) -> None:
        """Leave the passage as it is."""
        self.hide()
        self._keyboard.give_back()
        self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


class _Editor(QPlainTextEdit):
    """Enter is told, Shift+Enter breaks the line; Escape is the card's."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
