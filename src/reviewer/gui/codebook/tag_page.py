"""The tags of the codebook: name, meaning, colour, order; renaming one renames it wherever it is put."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFocusEvent
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton

from reviewer.annotations.codebook import Tag
from reviewer.gui.codebook.page import Line, Page
from reviewer.gui.codebook.swatches import Swatches
from reviewer.gui.codebook.tag_menu import KEYS
from reviewer.gui.context import Context
from reviewer.gui.theme import METRICS
from reviewer.services import coding, reading

COLOURS = {
    "#64748b": "colour-grey",
    "#2457d6": "colour-blue",
    "#0b766c": "colour-teal",
    "#1a7a3c": "colour-green",
    "#955800": "colour-amber",
    "#c02a37": "colour-red",
    "#7a3fc4": "colour-purple",
    "#a8327a": "colour-pink",
}


class Meaning(QPlainTextEdit):
    """Several lines; `left` when the keyboard goes elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class TagPage(Page):
    """Edits the tags; every change is kept at once and can be undone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "codebook-tags", "codebook-tags-hint")
        self.name, self.meaning = QLineEdit(), Meaning()
        self.swatches = Swatches(context.appearance, [(c, self.say(key)) for c, key in COLOURS.items()])
        self.other = QPushButton(self.say("colour-other"))
        self._tags: dict[str, Tag] = {}
        self._uses: dict[str, int] = {}
        self._shown = ""
        self._fill_form()
        self.name.editingFinished.connect(self._rename)
        self.meaning.left.connect(self._keep)
        self.swatches.chosen.connect(self._colour)
        self.other.clicked.connect(self._ask_colour)
        self.connect_buttons(
            {"new": self.add, "up": lambda: self._move(-1), "down": lambda: self._move(1), "remove": self.remove}
        )
        self.refresh()

    def _fill_form(self) -> None:
        colours = QHBoxLayout()
        colours.addWidget(self.swatches)
        colours.addWidget(self.other)
        self.other.setAutoDefault(False)
        self.meaning.setTabChangesFocus(True)
        self.meaning.setFixedHeight(METRICS.px(110))
        for key, field in (("codebook-name", self.name), ("codebook-meaning", self.meaning)):
            self.form.addRow(self.say(key), field)
            field.setAccessibleName(self.say(key))
        self.form.addRow(self.say("codebook-colour"), colours)

    def refresh(self, chosen: str = "") -> None:
        """Read the codebook again."""
        library = self.context.session.library
        self._uses = coding.tag_uses(library)
        self._tags = {tag.name: tag for tag in reading.tags(library)}
        self.show_lines([_line(place, tag) for place, tag in enumerate(self._tags.values(), 1)], chosen or self.key)

    def show_form(self, key: str) -> None:
        tag, another = self._tags[key], key != self._shown
        self._shown = key
        # What is being typed stays when something else of the library changes meanwhile.
        if another or not self.name.hasFocus():
            self.name.setText(tag.name)
        if another or not self.meaning.hasFocus():
            self.meaning.setPlainText(tag.description)
        self.swatches.show_choice(tag.colour)
        self.remark.setText(self.say("codebook-uses", count=self._uses.get(key, 0)))

    def add(self) -> None:
        """Put a new tag at the end and its name under the keyboard."""
        names = set(self._tags)
        wanted = next(n for n in (self.say("codebook-new-name", number=i) for i in range(1, 10_000)) if n not in names)
        colour = list(COLOURS)[len(names) % len(COLOURS)]
        if self.context.session.act(coding.put_tag, Tag(wanted, "", colour)) is not None:
            self.refresh(wanted)
            self.name.setFocus()
            self.name.selectAll()

    def _rename(self) -> None:
        name, wanted = self.key, self.name.text().strip()
        if not name or wanted == name:
            return
        if wanted and self.context.session.act(coding.rename_tag, name, wanted) is not None:
            self.refresh(wanted)
        else:
            self.name.setText(name)

    def _keep(self) -> None:
        tag, meaning = self._tags.get(self.key), self.meaning.toPlainText().strip()
        if tag is not None and meaning != tag.description:
            self._put(Tag(tag.name, meaning, tag.colour))

    def _colour(self, colour: str) -> None:
        tag = self._tags.get(self.key)
        if tag is not None and colour != tag.colour:
            self._put(Tag(tag.name, tag.description, colour))

    def _ask_colour(self) -> None:
        tag = self._tags.get(self.key)
        if tag is not None:
            chosen = QColorDialog.getColor(QColor(tag.colour), self, self.say("codebook-colour"))
            if chosen.isValid():
                self._colour(chosen.name())

    def _put(self, tag: Tag) -> None:
        self.context.session.act(coding.put_tag, tag)
        self.refresh(tag.name)

    def _move(self, by: int) -> None:
        key = self.key
        self.context.session.act(coding.order_tags, self.moved(by))
        self.refresh(key)

    def remove(self) -> None:
        """Take the tag out of the codebook and off everything that has it; it can be undone."""
        if self.key:
            keys, row = self.keys, self.list.currentRow()
            self.context.session.act(coding.remove_tag, self.key)
            rest = keys[:row] + keys[row + 1 :]
            self.refresh(rest[min(row, len(rest) - 1)] if rest else "")


def _line(place: int, tag: Tag) -> Line:
    return Line(tag.name, f"{tag.name}    Alt+{place}" if place <= KEYS else tag.name, tag.colour)
