"""The bytes of a shifted passage: what stood there, where the site cut it, and what of that the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.models.lens_codes import SHIFTS
from reviewer.repair import gbk
from reviewer.repair.channel import FLATTENED
from reviewer.text.message import Message

_FLAT = str.maketrans(FLATTENED)


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes from `start` to `end` (half open) and what became of them: `shown` on the page, or cut at."""

    start: int
    end: int
    shown: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Lens:
    """A passage under the lens: its characters with their bytes, and the pieces the bytes fell into.

    `cut` is what the site took the bytes at the cuts for, `reading` what it put in there (empty for nothing).
    """

    characters: tuple[tuple[str, bytes], ...]
    pieces: tuple[Piece, ...]
    cut: str
    reading: str
    shown: str

    @property
    def restored(self) -> str:
        """The characters as text."""
        return "".join(character for character, _ in self.characters)

    @property
    def data(self) -> bytes:
        """All bytes."""
        return b"".join(data for _, data in self.characters)


def lens(decided: DecidedRepair) -> Lens | None:
    """The passage of a repair as its reasons tell it; None where they tell of no shifted bytes."""
    told = next((reason for reason in decided.repair.reasons if reason.code in SHIFTS), None)
    return None if told is None else _traced(told)


def _traced(told: Message) -> Lens | None:
    values = dict(told.values)
    restored, cut = values.get("restored", ""), values.get("cut", "")
    key, shown, reading = gbk.encode(cut), values.get("shown", ""), values.get("reading", "")
    characters = tuple((character, gbk.encode_character(character)) for character in restored)
    data = b"".join(part for _, part in characters)
    if not key or key not in data:
        return None
    for lone, flat in product(("", gbk.MARK), (True, False)):
        pieces = _pieces(data, key, f"{cut}({reading})" if reading else cut, lone, flat)
        if _plain("".join(piece.shown for piece in pieces)) == _plain(shown):
            return Lens(characters, pieces, cut, reading, shown)
    return Lens(characters, _pieces(data, key, cut, gbk.MARK, False), cut, reading, shown)


def _pieces(data: bytes, key: bytes, tail: str, lone: str, flat: bool) -> tuple[Piece, ...]:
    """The bytes parted at every `key`, each part as the site decodes it alone."""
    found: list[Piece] = []
    at = 0
    while at < len(data):
        cut = data.find(key, at)
        end = len(data) if cut < 0 else cut
        found += (replace(one, shown=_flattened(one.shown, flat)) for one in _read(data, at, end, lone))
        if cut >= 0:
            found.append(Piece(cut, cut + len(key), _flattened(tail, flat), True))
        at = end if cut < 0 else cut + len(key)
    return tuple(found)


def _read(data: bytes, at: int, end: int, lone: str) -> Iterator[Piece]:
    """One part as the site decodes it, character by character."""
    while at < end:
        last = min(end, at + (1 if data[at] <= 0x80 else 2))
        yield Piece(at, last, gbk.decode(data[at:last], lone), False)
        at = last


def _flattened(text: str, flat: bool) -> str:
    return text.translate(_FLAT) if flat else text


def _plain(text: str) -> str:
    return text.translate(_FLAT)
