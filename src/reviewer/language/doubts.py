"""Neighbourhoods in which a form is offered and never chosen, since it is often wrong there: `doubts.json`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from reviewer.language.contexts import expanded
from reviewer.language.words import UNKNOWN, known_words
from reviewer.resource_files import resource

_COMMON = -13.5
"""Natural-log probability from which a word is a common one."""
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class _Doubt:
    before: re.Pattern[str]
    after: re.Pattern[str]
    noun: bool
    share: float

    def fits(self, before: str, after: str) -> bool:
        found = self.after.match(after) and self.before.search(before)
        return bool(found) and (self.noun or not _ends_with_word(before))


def share_right(before: str, character: str, after: str, form: str) -> float:
    """How often `form` is right for a Simplified character between these, from 0.0 to 1.0; 1.0 where nothing is known.

    `before` and `after` are Simplified as well.
    """
    doubts = _doubts().get((character, form), ())
    return min((doubt.share for doubt in doubts if doubt.fits(before, after)), default=1.0)


@cache
def _doubts() -> dict[tuple[str, str], list[_Doubt]]:
    written = json.loads(resource("language", "doubts.json").read_text(encoding="utf-8"))
    doubts: dict[tuple[str, str], list[_Doubt]] = {}
    for doubt in written["doubts"]:
        before, after = (expanded(doubt.get(side, "")) for side in ("before", "after"))
        patterns = re.compile(rf"(?:{before})\Z"), re.compile(after)
        doubts.setdefault((doubt["of"], doubt["form"]), []).append(
            _Doubt(*patterns, doubt.get("noun", True), doubt["share"])
        )
    return doubts


def _ends_with_word(before: str) -> bool:
    return any(known_words().get(before[-length:], UNKNOWN) > _COMMON for length in range(2, _LONGEST + 1))
