"""Texts that a reviewer uses again and again, with fields that are filled in where they are inserted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """What a template is for: the note of a claim, a figure or a document, what is said of a source, a comment."""

    CLAIM = "claim"
    FIGURE = "figure"
    DOCUMENT = "document"
    EVIDENCE = "evidence"
    COMMENT = "comment"


class Field(StrEnum):
    """What may stand in braces: the words marked, today, who is at work, the document's title, a source's address,
    the number of the paragraph, the verdict or state, the value of a figure.
    """

    QUOTE = "quote"
    DATE = "date"
    REVIEWER = "reviewer"
    DOCUMENT = "document"
    ADDRESS = "address"
    PARAGRAPH = "paragraph"
    VERDICT = "verdict"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Template:
    """A text with fields such as `{quote}`; `key` is a key sequence as Qt writes it in portable text, or empty."""

    id: str
    name: str
    text: str
    uses: tuple[Use, ...] = tuple(Use)
    key: str = ""


_FIELD = re.compile(r"\{([a-z]+)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in; a field of which nothing is known stays as it is, to be seen."""
    return _FIELD.sub(lambda found: values.get(found[1]) or found[0], text)
