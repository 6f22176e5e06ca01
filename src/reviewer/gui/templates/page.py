"""The templates: name, uses, text with fields, how it will read, key; renamed and reordered at will."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QKeySequenceEdit, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer.annotations.template import Field, Template, Use, filled
from reviewer.gui.codebook.page import Line, Page
from reviewer.gui.codebook.tag_page import Meaning
from reviewer.gui.context import Context
from reviewer.gui.preferences.keys_page import TAG_KEYS
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.card import label, link_button
from reviewer.gui.widgets.chip import Chip
from reviewer.gui.widgets.flow_layout import FlowLayout
from reviewer.services import templating

_PORTABLE = QKeySequence.SequenceFormat.PortableText


class _Flow(QWidget):
    """A wrapped row that is as high as it needs to be: a form does not ask."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self.row = FlowLayout(self, gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.row.heightForWidth(self.width()))


class TemplatePage(Page):
    """Every change is kept at once and can be undone. `values` fill the preview."""

    def __init__(self, context: Context, values: Callable[[], dict[str, str]]) -> None:
        super().__init__(context, "templates-title", "templates-hint")
        self._values = values
        self._templates: dict[str, Template] = {}
        self._shown = ""
        self.name, self.text, self.key_field = QLineEdit(), Meaning(), QKeySequenceEdit()
        self.uses = {use: Chip(context.appearance) for use in Use}
        self.fields = {field: link_button() for field in Field}
        self.no_key, self.preview, self._frame = QPushButton(self.say("template-no-key")), label(), QFrame()
        self._fill_form()
        self.nothing.setText(self.say("templates-empty"))
        self._connect()
        self.refresh()

    def _fill_form(self) -> None:
        uses, fields, keys = _Flow(6), _Flow(10), QHBoxLayout()
        for use, chip in self.uses.items():
            chip.setText(self.say(f"template-use-{use}"))
            chip.setAccessibleName(chip.text())
            uses.row.addWidget(chip)
        for field, button in self.fields.items():
            button.setText(self.say(f"template-field-{field}"))
            button.setToolTip(f"{{{field}}}")
            button.setAutoDefault(False)
            fields.row.addWidget(button)
        self.key_field.setMaximumSequenceLength(1)
        self.no_key.setAutoDefault(False)
        keys.setSpacing(8)
        keys.addWidget(self.key_field, 1)
        keys.addWidget(self.no_key)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(METRICS.px(96))
        self._frame.setProperty("role", "card")
        framed = QVBoxLayout(self._frame)
        framed.setContentsMargins(10, 8, 10, 8)
        framed.addWidget(self.preview)
        self.preview.setMinimumHeight(METRICS.px(54))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.form.setVerticalSpacing(8)
        for key, part in (("codebook-name", self.name), ("template-uses", uses), ("template-text", self.text)):
            self.form.addRow(self.say(key), part)
            part.setAccessibleName(self.say(key))
        self.form.addRow(fields)
        self.form.addRow(self.say("template-preview"), self._frame)
        self.form.addRow(self.say("template-key"), keys)
        self.key_field.setAccessibleName(self.say("template-key"))

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._keep)
        self.text.left.connect(self._keep)
        self.text.textChanged.connect(self._show_preview)
        self.key_field.keySequenceChanged.connect(self._look)
        self.key_field.editingFinished.connect(self._keep_key)
        self.no_key.clicked.connect(self._drop_key)
        for chip in self.uses.values():
            chip.clicked.connect(self._keep)
        for field, button in self.fields.items():
            button.clicked.connect(lambda _=False, field=field: self._insert(field))
        acts: dict[str, Callable[[], object]] = {
            "new": self.add,
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
            "remove": self.remove,
        }
        self.connect_buttons(acts)

    def refresh(self, chosen: str = "") -> None:
        """Read the templates again."""
        self._templates = {one.id: one for one in self.context.session.vocabulary.templates}
        self.show_lines([_line(one) for one in self._templates.values()], chosen or self.key)

    def show_form(self, key: str) -> None:
        one, another = self._templates[key], key != self._shown
        self._shown = key
        # What is being typed stays when something else of the library changes meanwhile.
        if another or not self.name.hasFocus():
            self.name.setText(one.name)
        if (another or not self.text.hasFocus()) and self.text.toPlainText() != one.text:
            self.text.setPlainText(one.text)
            self.text.moveCursor(QTextCursor.MoveOperation.End)
        for use, chip in self.uses.items():
            chip.setChecked(use in one.uses)
        self.key_field.setKeySequence(QKeySequence(one.key))
        self._show_preview()
        self._look()

    def _show_preview(self) -> None:
        self.preview.setText(filled(self.text.toPlainText(), self._values()) or "–")

    def _insert(self, field: Field) -> None:
        self.text.insertPlainText(f"{{{field}}}")
        self.text.setFocus()

    def add(self) -> None:
        """Put a new template at the end and its name under the keyboard."""
        names, before = {one.name for one in self._templates.values()}, set(self._templates)
        wanted = next(n for n in (self.say("template-new-name", number=i) for i in range(1, 10_000)) if n not in names)
        if self.context.session.act(templating.put_template, Template("", wanted, "")) is not None:
            self.refresh(next(one.id for one in self.context.session.vocabulary.templates if one.id not in before))
            self.name.setFocus()
            self.name.selectAll()

    def _keep(self) -> None:
        one = self._templates.get(self._shown)
        if one is None:
            return
        uses = tuple(use for use, chip in self.uses.items() if chip.isChecked())
        wanted = replace(one, name=self.name.text().strip(), text=self.text.toPlainText().strip("\n"), uses=uses)
        if wanted != one:
            self._put(wanted)

    def _put(self, wanted: Template) -> None:
        if self.context.session.act(templating.put_template, wanted) is None:
            self._shown = ""
        self.refresh()

    def _others(self, key: QKeySequence) -> list[str]:
        """What has a key already."""
        text = key.toString(_PORTABLE)
        named = [one.name for one in self._templates.values() if text and one.key == text and one.id != self._shown]
        actions = self.context.actions
        return [*(actions[name].text().replace("&", "") for name in actions.having(key)), *named]

    def _look(self) -> None:
        """Say what else has the key that is being pressed."""
        key = self.key_field.keySequence()
        others = self._others(key)
        self.no_key.setEnabled(not key.isEmpty())
        if key in TAG_KEYS:
            self.remark.setText(self.say("keys-for-tags"))
        elif others:
            self.remark.setText(self.say("template-key-taken", others=self.say("list-comma").join(others)))
        else:
            self.remark.setText(self.say("template-key-hint"))

    def _keep_key(self) -> None:
        one, key = self._templates.get(self._shown), self.key_field.keySequence()
        if one is None or key in TAG_KEYS or self._others(key):
            return
        if one.key != key.toString(_PORTABLE):
            self._put(replace(one, key=key.toString(_PORTABLE)))

    def _drop_key(self) -> None:
        self.key_field.clear()
        self._keep_key()

    def _move(self, by: int) -> None:
        key = self.key
        self.context.session.act(templating.order_templates, self.moved(by))
        self.refresh(key)

    def remove(self) -> None:
        """Remove the chosen template; it can be undone."""
        if self.key:
            keys, row = self.keys, self.list.currentRow()
            self.context.session.act(templating.remove_template, self.key)
            rest = keys[:row] + keys[row + 1 :]
            self.refresh(rest[min(row, len(rest) - 1)] if rest else "")


def _line(one: Template) -> Line:
    key = QKeySequence(one.key).toString(QKeySequence.SequenceFormat.NativeText) if one.key else ""
    return Line(one.id, f"{one.name}    {key}" if key else one.name, "")
