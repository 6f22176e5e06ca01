"""The library's scale of verdicts as the window shows it: what each is called, its colour, its action and key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reviewer.annotations.verdict import DEFAULT_SCALE, Verdict
from reviewer.gui.actions import VERDICT_PLACES, Actions
from reviewer.gui.session import Session
from reviewer.gui.translation import Wording

_BUILT_IN = frozenset(verdict.key for verdict in DEFAULT_SCALE)
_NEUTRAL = "neutral"


class Scale(QObject):
    """Follows the library. `changed` is emitted when the scale, or what it is called, is another one."""

    changed = Signal()

    def __init__(self, session: Session, actions: Actions, wording: Wording) -> None:
        super().__init__(session)
        self._session, self._actions, self._wording = session, actions, wording
        self.verdicts: tuple[Verdict, ...] = ()
        session.documents_changed.connect(self.refresh)
        wording.changed.connect(self._name_actions)
        self.refresh()

    def refresh(self) -> None:
        """Read the scale again."""
        verdicts = self._session.vocabulary.verdicts
        if verdicts != self.verdicts:
            self.verdicts = verdicts
            self._name_actions()

    def _name_actions(self) -> None:
        for place in VERDICT_PLACES:
            action, verdict = self._actions[f"verdict-{place}"], self.at(place)
            action.setVisible(verdict is not None)
            if verdict is not None:
                # A single & would underline the letter after it.
                action.setText(self.name(verdict.key).replace("&", "&&"))
        self.changed.emit()

    def at(self, place: int) -> Verdict | None:
        """The verdict with the key `place` (1 to 9)."""
        return self.verdicts[place - 1] if place <= len(self.verdicts) else None

    def name(self, key: str) -> str:
        """What a verdict is called in the language in force; one that is not in the scale by its key."""
        label = next((verdict.label for verdict in self.verdicts if verdict.key == key), None)
        return label or (self._wording.text(f"verdict-{key}") if key in _BUILT_IN else key)

    def tone(self, key: str) -> str:
        """The theme's name of a verdict's colour."""
        return next((verdict.colour for verdict in self.verdicts if verdict.key == key), _NEUTRAL)
