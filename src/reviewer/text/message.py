"""Sentences named, not written: what is said is chosen where it arises, how it is said where it is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence in no language yet: `code` is `catalogue.name`, `values` fill its places.

    `reviewer.language.wording.say` writes it out in the reader's language.
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, /, **values: object) -> Message:
        """A message with its values as strings, in the order given."""
        return cls(code, tuple((name, str(value)) for name, value in values.items()))
