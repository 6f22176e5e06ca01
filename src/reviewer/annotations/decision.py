"""Repairs with what a reviewer decided about them."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.repair.damage import Decision, Repair
from reviewer.text.edit import Edit


@dataclass(frozen=True, slots=True)
class DecidedRepair:
    """A repair of a document and a person's decision on it, if any.

    `rewritten` is the person's own replacement. Without a person's decision the engine's stands.
    `manual` marks a repair that the reviewer made without the engine.
    """

    id: str
    document: str
    repair: Repair
    decided: Decision | None = None
    rewritten: str | None = None
    manual: bool = False
    author: str = ""
    changed: str = ""

    @property
    def decision(self) -> Decision:
        """The decision in force."""
        return self.decided or self.repair.decision

    @property
    def replacement(self) -> str:
        """The replacement in force when the repair is accepted."""
        return self.repair.replacement if self.rewritten is None else self.rewritten

    @property
    def open(self) -> bool:
        """Whether a person still has to decide."""
        return self.decision is Decision.PROPOSED

    @property
    def edit(self) -> Edit:
        """The repair as a bare edit, as it would be applied."""
        return Edit(self.repair.start, self.repair.end, self.replacement)
