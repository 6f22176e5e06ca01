"""The scale of verdicts: labels, colours, order; a verdict that claims have stays."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from reviewer.annotations.verdict import DEFAULT_SCALE, UNCHECKED, Verdict
from reviewer.gui.codebook.page import Line, Page
from reviewer.gui.codebook.swatches import Swatches
from reviewer.gui.context import Context
from reviewer.services import coding, reading

TONES = ("green", "teal", "accent", "purple", "amber", "red", "grey")
MOST = 9
"""Verdicts have the keys 1 to 9."""
_BUILT_IN = frozenset(verdict.key for verdict in DEFAULT_SCALE)


class ScalePage(Page):
    """Edits the scale; every change is kept at once and can be undone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "codebook-scale", "codebook-scale-hint")
        self.name = QLineEdit()
        self.swatches = Swatches(context.appearance, [(tone, self.say(f"tone-{tone}")) for tone in TONES])
        self._scale: dict[str, Verdict] = {}
        self._shown = ""
        self.form.addRow(self.say("codebook-label"), self.name)
        self.form.addRow(self.say("codebook-colour"), self.swatches)
        self.name.setAccessibleName(self.say("codebook-label"))
        self.name.editingFinished.connect(self._rename)
        self.swatches.chosen.connect(lambda tone: self._change(colour=tone))
        self.connect_buttons(
            {"new": self.add, "up": lambda: self._move(-1), "down": lambda: self._move(1), "remove": self.remove}
        )
        self.refresh()

    def refresh(self, chosen: str = "") -> None:
        """Read the scale again."""
        library = self.context.session.library
        used = coding.verdicts_in_use(library)
        self._scale = {verdict.key: verdict for verdict in reading.verdicts(library)}
        self.show_lines(
            [self._line(i, v, v.key in used) for i, v in enumerate(self._scale.values(), 1)], chosen or self.key
        )
        self.buttons["new"].setEnabled(len(self._scale) < MOST)

    def _line(self, place: int, verdict: Verdict, used: bool) -> Line:
        kept = "codebook-used" if used else "codebook-needed" if verdict.key == UNCHECKED else ""
        colour = self.context.appearance.tokens.tone(verdict.colour)
        return Line(verdict.key, f"{self._label(verdict)}    {place}", colour, self.say(kept) if kept else "")

    def _label(self, verdict: Verdict) -> str:
        if verdict.label:
            return verdict.label
        return self.say(f"verdict-{verdict.key}") if verdict.key in _BUILT_IN else verdict.key

    def show_form(self, key: str) -> None:
        verdict, another = self._scale[key], key != self._shown
        self._shown = key
        if another or not self.name.hasFocus():
            self.name.setText(self._label(verdict))
        self.swatches.show_choice(verdict.colour)
        self.remark.setText(self._lines[key].kept)

    def add(self) -> None:
        """Put a new verdict at the end and its label under the keyboard."""
        key = next(name for name in (f"custom-{i}" for i in range(1, 100)) if name not in self._scale)
        if self._keep([*self._scale.values(), Verdict(key, "grey", self.say("codebook-new-verdict"))], key):
            self.name.setFocus()
            self.name.selectAll()

    def _rename(self) -> None:
        verdict, wanted = self._scale.get(self.key), self.name.text().strip()
        if verdict is not None and wanted != self._label(verdict):
            own = self.say(f"verdict-{verdict.key}") if verdict.key in _BUILT_IN else ""
            # Without a label of its own a built-in verdict is called by its name in every language.
            self._change(label=None if wanted in ("", own) and own else wanted or verdict.label)

    def _change(self, **values: str | None) -> None:
        key = self.key
        self._keep([replace(v, **values) if v.key == key else v for v in self._scale.values()], key)  # type: ignore[arg-type]

    def _move(self, by: int) -> None:
        key = self.key
        self._keep([self._scale[name] for name in self.moved(by)], key)

    def remove(self) -> None:
        """Take the verdict out of the scale; it can be undone."""
        keys, row = self.keys, self.list.currentRow()
        rest = keys[:row] + keys[row + 1 :]
        if rest:
            self._keep([self._scale[name] for name in rest], rest[min(row, len(rest) - 1)])

    def _keep(self, scale: list[Verdict], chosen: str) -> bool:
        kept = self.context.session.act(coding.put_verdicts, scale) is not None
        self.refresh(chosen)
        return kept
