"""The codebook, the scale of verdicts and the templates of a library, read again only once they have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.annotations.codebook import Tag
from reviewer.annotations.verdict import Verdict
from reviewer.services import reading
from reviewer.services.changes import Changes, What
from reviewer.services.library import Library

if TYPE_CHECKING:
    from reviewer.annotations.template import Template


class Vocabulary:
    """What claims and figures of a library are tagged and judged with."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._tags: tuple[Tag, ...] | None = None
        self._verdicts: tuple[Verdict, ...] | None = None
        self._templates: tuple[Template, ...] | None = None

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The codebook."""
        if self._tags is None:
            self._tags = reading.tags(self._library)
        return self._tags

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The scale, in the order of the keys 1 to 9."""
        if self._verdicts is None:
            self._verdicts = reading.verdicts(self._library)
        return self._verdicts

    @property
    def templates(self) -> tuple[Template, ...]:
        """The templates, in their order."""
        if self._templates is None:
            self._templates = reading.templates(self._library)
        return self._templates

    def follow(self, changes: Changes) -> None:
        """Read again what `changes` may have touched."""
        if changes.what & {What.TAGS, What.TEMPLATES} or changes.rows is None:
            self.forget()

    def forget(self) -> None:
        """Read all of it again when it is next asked for."""
        self._tags = self._verdicts = self._templates = None
