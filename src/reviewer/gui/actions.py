"""Every action of the window: its menu, its name and its keys, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from reviewer.gui.translation import Wording


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `name` also names its text (`action-<name>`); `gap` sets a line before it in its menu.

    `inside` names a menu within the menu (`menu-<inside>`) in which it stands.
    """

    menu: str
    name: str
    keys: tuple[str, ...] = ()
    gap: bool = False
    checkable: bool = False
    inside: str = ""


MENUS = ("file", "edit", "view", "review", "check", "export", "help")

READINGS = tuple(f"reading-{place}" for place in range(1, 5))
"""Take one of the other readings of the repair at hand."""

VERDICT_PLACES = range(1, 10)
"""The places of a scale of verdicts; what stands in each is the library's."""

ACTIONS = (
    ActionSpec("file", "import", ("Ctrl+O",)),
    ActionSpec("file", "import-folder", ("Ctrl+Shift+O",)),
    ActionSpec("file", "document-done", ("Ctrl+D",), gap=True, checkable=True),
    ActionSpec("file", "remove-document"),
    ActionSpec("file", "open-library", gap=True),
    ActionSpec("file", "new-library"),
    ActionSpec("file", "purge-files"),
    ActionSpec("file", "reviewer", gap=True),
    ActionSpec("file", "quit", ("Ctrl+Q",), gap=True),
    ActionSpec("edit", "undo", ("Ctrl+Z",)),
    ActionSpec("edit", "redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("edit", "copy", ("Ctrl+C",), gap=True),
    ActionSpec("edit", "copy-footnotes", ("Ctrl+Shift+C",)),
    ActionSpec("edit", "copy-citation", ("Ctrl+Alt+C",)),
    ActionSpec("edit", "paste-evidence", ("Ctrl+V",)),
    ActionSpec("edit", "find", ("Ctrl+F",), gap=True),
    ActionSpec("edit", "find-next", ("F3",)),
    ActionSpec("edit", "find-previous", ("Shift+F3",)),
    ActionSpec("edit", "search", ("Ctrl+K",), gap=True),
    ActionSpec("edit", "commands", ("Ctrl+Shift+P",)),
    ActionSpec("edit", "note", ("M",), gap=True),
    ActionSpec("edit", "tags", ("T",)),
    ActionSpec("edit", "comment", ("Shift+M",)),
    ActionSpec("edit", "remove-mark", ("Del",)),
    ActionSpec("edit", "insert-template", ("Ctrl+T",), inside="templates"),
    ActionSpec("edit", "templates", inside="templates"),
    ActionSpec("edit", "codebook", gap=True),
    ActionSpec("edit", "checklists"),
    ActionSpec("edit", "preferences", ("Ctrl+,",)),
    ActionSpec("view", "zoom-in", ("Ctrl++", "Ctrl+=")),
    ActionSpec("view", "zoom-out", ("Ctrl+-",)),
    ActionSpec("view", "zoom-reset", ("Ctrl+0",)),
    ActionSpec("view", "one-column", ("I",), gap=True, checkable=True),
    ActionSpec("view", "paragraph-numbers", checkable=True),
    ActionSpec("view", "other-column", ("F6",)),
    ActionSpec("view", "next-pane", ("Shift+F6",)),
    ActionSpec("view", "only-changes", ("Ctrl+Alt+1",), gap=True, checkable=True),
    ActionSpec("view", "only-open", ("Ctrl+Alt+2",), checkable=True),
    ActionSpec("view", "show-library", ("Ctrl+L",), gap=True, checkable=True),
    ActionSpec("view", "show-inspector", ("Ctrl+I",), checkable=True),
    ActionSpec("view", "show-document", ("Ctrl+J",), checkable=True),
    *(
        ActionSpec(
            "view", f"{panel}-{side}", gap=panel != "library" and side == "left", checkable=True, inside="panels"
        )
        for panel in ("library", "inspector", "document")
        for side in ("left", "right", "floating")
    ),
    ActionSpec("view", "arrange-panels", gap=True, checkable=True, inside="panels"),
    ActionSpec("view", "reset-layout", inside="panels"),
    ActionSpec("view", "overview", ("Ctrl+Shift+L",)),
    ActionSpec("view", "back", ("Alt+Left",), gap=True),
    ActionSpec("view", "forward", ("Alt+Right",)),
    ActionSpec("view", "tab-repairs", ("Ctrl+1",), gap=True),
    ActionSpec("view", "tab-figures", ("Ctrl+2",)),
    ActionSpec("view", "tab-claims", ("Ctrl+3",)),
    ActionSpec("view", "tab-checks", ("Ctrl+4",)),
    ActionSpec("view", "tab-history", ("Ctrl+5",)),
    ActionSpec("view", "checklist", ("Ctrl+6",), gap=True),
    ActionSpec("view", "discussion", ("Ctrl+7",)),
    ActionSpec("view", "document-note", ("Ctrl+8",)),
    ActionSpec("review", "previous", ("P",)),
    ActionSpec("review", "next", ("N",)),
    ActionSpec("review", "previous-any", ("Shift+P",)),
    ActionSpec("review", "next-any", ("Shift+N",)),
    ActionSpec("review", "next-thread", ("K",)),
    ActionSpec("review", "previous-thread", ("Shift+K",)),
    ActionSpec("review", "accept", ("A",), gap=True),
    ActionSpec("review", "reject", ("R",)),
    ActionSpec("review", "rewrite", ("E",)),
    ActionSpec("review", "reconsider"),
    ActionSpec("review", "lens", ("L",)),
    *(ActionSpec("review", name, (f"Alt+{place}",)) for place, name in enumerate(READINGS, 1)),
    ActionSpec("review", "repair-by-hand", ("H",)),
    ActionSpec("review", "repair-again"),
    ActionSpec("review", "mark-claim", ("C",), gap=True),
    ActionSpec("review", "extend-claim", ("Shift+C",)),
    ActionSpec("review", "mark-figure", ("F",)),
    ActionSpec("review", "link", ("B",)),
    *(ActionSpec("review", f"verdict-{place}", (str(place),), gap=place == 1) for place in VERDICT_PLACES),
    ActionSpec("check", "state-verified", ("V",)),
    ActionSpec("check", "state-wrong", ("W",)),
    ActionSpec("check", "state-cannot-be-checked", ("X",)),
    ActionSpec("check", "state-unchecked", ("U",)),
    ActionSpec("check", "add-evidence", ("Shift+E",), gap=True),
    ActionSpec("check", "dismiss-finding", ("D",), gap=True),
    ActionSpec("check", "restore-finding"),
    ActionSpec("check", "show-figures", ("G",)),
    ActionSpec("export", "export", ("Ctrl+E",)),
    ActionSpec("help", "keys", ("F1",)),
    ActionSpec("help", "manual", ("Shift+F1",)),
    ActionSpec("help", "tour"),
    ActionSpec("help", "about", gap=True),
)


class Actions:
    """The actions themselves, by name."""

    def __init__(self, owner: QObject, wording: Wording, keys: Mapping[str, str] | None = None) -> None:
        self._made = {spec.name: _made(spec, owner, wording) for spec in ACTIONS}
        self.use_keys(keys or {})

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())

    def use_keys(self, keys: Mapping[str, str]) -> None:
        """Give the actions named in `keys` these keys (as `QKeySequence.listToString` writes them), others their own.

        A key that is given to one action is taken from every other that has it as one of its usual ones.
        """
        given = {name: _sequences(text) for name, text in keys.items() if name in self._made}
        taken = {key for sequences in given.values() for key in sequences}
        for spec in ACTIONS:
            usual = [key for key in map(QKeySequence, spec.keys) if key not in taken]
            self._made[spec.name].setShortcuts(given.get(spec.name, usual))

    def having(self, key: QKeySequence) -> list[str]:
        """The actions that a key calls."""
        return [name for name, action in self._made.items() if not key.isEmpty() and key in action.shortcuts()]

    def enable(self, names: tuple[str, ...], enabled: bool) -> None:
        """Allow or forbid some actions."""
        for name in names:
            self._made[name].setEnabled(enabled)


def _sequences(text: str) -> list[QKeySequence]:
    return [key for key in QKeySequence.listFromString(text) if not key.isEmpty()]


def _made(spec: ActionSpec, owner: QObject, wording: Wording) -> QAction:
    action = QAction(owner)
    action.setObjectName(spec.name)
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    action.setCheckable(spec.checkable)
    wording.bind(action, action.setText, f"action-{spec.name}")
    return action
