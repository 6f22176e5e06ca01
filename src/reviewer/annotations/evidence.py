"""Evidence: a source that speaks for or against what is annotated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.annotations.attachment import Attachment


class Stance(StrEnum):
    """What a source does to the claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source: its address, an archived copy's address, a quotation, the day it was read (ISO 8601), its files."""

    id: str
    address: str
    stance: Stance = Stance.SUPPORTS
    archive: str = ""
    quotation: str = ""
    read_on: str = ""
    note: str = ""
    attachments: tuple[Attachment, ...] = ()
