"""The keys: every action with its key, changed by pressing another one; what has that key already is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.gui.actions import ACTIONS, MENUS, Actions
from reviewer.gui.codebook.tag_menu import KEYS
from reviewer.gui.context import Context
from reviewer.gui.widgets.card import label

_NAME = Qt.ItemDataRole.UserRole
_NATIVE = QKeySequence.SequenceFormat.NativeText
TAG_KEYS = tuple(QKeySequence(f"Alt+{place}") for place in range(1, KEYS + 1))


class KeysPage(QWidget):
    """A list with a filter above it and the editor of the chosen action's key below it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._say = context, context.wording.text
        self.filter, self.tree = QLineEdit(), QTreeWidget()
        self.editor = QKeySequenceEdit()
        self.clash = label("muted")
        self.give, self.reset, self.reset_all = (
            QPushButton(self._say(f"keys-{name}")) for name in ("give", "reset", "reset-all")
        )
        self._lay_out()
        self.filter.textChanged.connect(self._filter)
        self.tree.currentItemChanged.connect(self._chosen)
        self.editor.keySequenceChanged.connect(self._look)
        self.give.clicked.connect(self.use)
        self.reset.clicked.connect(self.use_usual)
        self.reset_all.clicked.connect(self.use_all_usual)
        self.refresh()
        self._chosen()

    def _lay_out(self) -> None:
        self.filter.setPlaceholderText(self._say("keys-filter"))
        self.filter.setAccessibleName(self._say("keys-filter"))
        self.filter.setClearButtonEnabled(True)
        self.tree.setHeaderHidden(True)
        self.tree.setColumnCount(2)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(12)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setAccessibleName(self._say("preferences-keys"))
        self.editor.setMaximumSequenceLength(1)
        self.editor.setAccessibleName(self._say("keys-press"))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.editor, 1)
        for button in (self.give, self.reset, self.reset_all):
            button.setAutoDefault(False)
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.filter, self.tree):
            column.addWidget(part)
        column.addLayout(line)
        column.addWidget(self.clash)

    @property
    def _actions(self) -> Actions:
        return self._context.actions

    def refresh(self) -> None:
        """Show every action with the keys it has now."""
        kept = self.name
        self.tree.clear()
        for menu in MENUS:
            head = QTreeWidgetItem([self._say(f"menu-{menu}")])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(head)
            for spec in ACTIONS:
                if spec.menu == menu and self._actions[spec.name].isVisible():
                    head.addChild(self._item(spec.name))
        self.tree.expandAll()
        self.choose(kept)
        self._filter()

    def _item(self, name: str) -> QTreeWidgetItem:
        keys = "  ".join(key.toString(_NATIVE) for key in self._actions[name].shortcuts())
        item = QTreeWidgetItem([self._said(name), keys])
        item.setData(0, _NAME, name)
        if name in self._context.preferences.values.keys:
            font = item.font(1)
            font.setBold(True)
            item.setFont(1, font)
        return item

    def _said(self, name: str) -> str:
        return self._actions[name].text().replace("&", "")

    def _heads(self) -> list[QTreeWidgetItem]:
        heads = (self.tree.topLevelItem(place) for place in range(self.tree.topLevelItemCount()))
        return [head for head in heads if head is not None]

    def _items(self) -> list[QTreeWidgetItem]:
        return [item for head in self._heads() for item in _below(head)]

    @property
    def name(self) -> str:
        """The chosen action; empty without one."""
        item = self.tree.currentItem()
        return str(item.data(0, _NAME) or "") if item is not None else ""

    def choose(self, name: str) -> None:
        """Take an action to hand."""
        for item in self._items():
            if item.data(0, _NAME) == name:
                self.tree.setCurrentItem(item)

    def _filter(self) -> None:
        words = self.filter.text().casefold().strip()
        for item in self._items():
            item.setHidden(words not in f"{item.text(0)} {item.text(1)}".casefold())
        for head in self._heads():
            head.setHidden(all(item.isHidden() for item in _below(head)))

    def _chosen(self) -> None:
        name = self.name
        self.editor.setEnabled(bool(name))
        self.editor.setKeySequence(self._actions[name].shortcut() if name else QKeySequence())
        self.reset.setEnabled(name in self._context.preferences.values.keys)
        self.reset_all.setEnabled(bool(self._context.preferences.values.keys))
        self._look()

    def _look(self) -> None:
        """Say what else has the key."""
        key, name = self.editor.keySequence(), self.name
        others = [self._said(other) for other in self._actions.having(key) if other != name]
        tags = key in TAG_KEYS
        self.give.setEnabled(bool(name) and not tags and key != self._actions[name].shortcut())
        if tags:
            self.clash.setText(self._say("keys-for-tags"))
        elif others and name:
            self.clash.setText(self._say("keys-taken", others=self._say("list-comma").join(others)))
        else:
            self.clash.setText(self._say("keys-hint"))

    def use(self) -> None:
        """Give the chosen action the key in the editor, taking it from whatever has it; no key where it is empty."""
        key, name = self.editor.keySequence(), self.name
        keys = dict(self._context.preferences.values.keys)
        for other in self._actions.having(key):
            left = [have for have in self._actions[other].shortcuts() if have != key]
            keys[other] = QKeySequence.listToString(left)
        keys[name] = key.toString(QKeySequence.SequenceFormat.PortableText)
        self._keep(keys)

    def use_usual(self) -> None:
        """Give the chosen action its own keys again, as far as no other action was given them."""
        keys = dict(self._context.preferences.values.keys)
        keys.pop(self.name, None)
        self._keep(keys)

    def use_all_usual(self) -> None:
        """Give every action its own keys again."""
        self._keep({})

    def _keep(self, keys: dict[str, str]) -> None:
        self._context.preferences.change(keys=keys)
        self._actions.use_keys(keys)
        self.refresh()
        self._chosen()


def _below(head: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    items = (head.child(place) for place in range(head.childCount()))
    return [item for item in items if item is not None]
