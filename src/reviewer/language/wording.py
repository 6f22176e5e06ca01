"""Messages written out in the reader's language, from the catalogues under `resources/translations`.

A catalogue is one JSON object per room and language: `translations/<locale>/<room>.json`, from a message's name
to its sentence with `{places}`. A sentence may be a list: what happened, what it means, what to do.
In `{count} {count:file|files}` the second place is the word that goes with the number.
"""

from __future__ import annotations

import json
from functools import cache

from reviewer.resource_files import resource
from reviewer.text.message import Message

LOCALES = ("zh_TW", "zh_CN", "en")
"""The interface's languages."""

FALLBACK = "en"


@cache
def catalogue(locale: str, room: str) -> dict[str, str | list[str]]:
    """The sentences of one room in one language. Raises `FileNotFoundError` for a room without a catalogue."""
    path = resource("translations", locale, f"{room}.json")
    loaded: dict[str, str | list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def say(message: Message, locale: str = FALLBACK) -> str:
    """The message as one or more sentences in `locale` (one of `LOCALES`). Raises `KeyError` for an unknown code."""
    return (" " if locale == "en" else "").join(sentences(message, locale))


def sentences(message: Message, locale: str = FALLBACK) -> list[str]:
    """The message's sentences: for a problem what happened, what it means, what to do."""
    room, _, name = message.code.partition(".")
    entry = catalogue(locale, room)[name]
    values = {name: _Filled(value) for name, value in message.values}
    return [part.format_map(values) for part in ([entry] if isinstance(entry, str) else entry)]


class _Filled(str):
    """What fills a place: itself, or of two words `one|several` the one that goes with it as a number."""

    __slots__ = ()

    def __format__(self, words: str) -> str:
        if not words:
            return str(self)
        one, _, several = words.partition("|")
        return one if self == "1" else several
