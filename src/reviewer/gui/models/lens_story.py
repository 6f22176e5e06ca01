"""How a passage came to stand as it does, from the bytes of what is on the page to what they mean, step by step."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import html5

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.models.labels import visible
from reviewer.gui.models.lens import Lens, Piece, lens
from reviewer.gui.models.lens_codes import ENTITIES, FORMS, MISREAD, SHIFTS, STRAY, TELLING
from reviewer.repair.damage import LOST
from reviewer.repair.gbk import encode, hexadecimal, pair_of
from reviewer.text.message import Message

MOST = 160
"""Bytes shown at most: of a long passage its beginning tells all of it."""

_WIDTHS = 0xFEE0
"""How far the full-width forms of ASCII stand behind it (Unicode, Halfwidth and Fullwidth Forms)."""

_NUMBER = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")


@dataclass(frozen=True, slots=True)
class Story:
    """Bytes to look at, one strip for each time they were read, and sentences of the interface: keys with values."""

    strips: tuple[Lens, ...]
    steps: tuple[tuple[str, dict[str, str]], ...]


def story(decided: DecidedRepair) -> Story | None:
    """The story of a repair; None where its reasons tell of no bytes."""
    told = next((reason for reason in decided.repair.reasons if reason.code in TELLING), None)
    return None if told is None else _STORIES[told.code](decided, told)


# Shifted bytes


def _shifted(decided: DecidedRepair, told: Message) -> Story | None:
    seen = lens(decided)
    if seen is None:
        return None
    cut, how = hexadecimal(encode(seen.cut)), "lens-glossed" if seen.reading else "lens-split"
    left = " · ".join(
        f"{hexadecimal(seen.data[piece.start : piece.end])} → {visible(piece.shown) or '∅'}"
        for piece in seen.pieces
        if not piece.cut
    )
    steps: tuple[tuple[str, dict[str, str]], ...] = (
        ("lens-stood", {"restored": seen.restored, "bytes": hexadecimal(seen.data)}),
        (how, {"cut": seen.cut, "cut_bytes": cut, "reading": seen.reading}),
        ("lens-left", {"left": left, "shown": visible(seen.shown)}),
        ("lens-proved", {}),
    )
    return Story((seen,), steps)


# Read in a wrong code page


def _misread(decided: DecidedRepair, told: Message) -> Story | None:
    strips: list[Lens] = []
    steps: list[tuple[str, dict[str, str]]] = []
    shown = decided.repair.original
    for reason in decided.repair.reasons:
        values = dict(reason.values)
        if not reason.code.startswith("repair.mojibake-") or not {"page", "encoding"} <= values.keys():
            continue
        page, encoding = values["page"], values["encoding"]
        strip = _read(shown, page, encoding)
        strips.append(strip)
        names = {"page": page, "encoding": encoding}
        given = {"shown": visible(strip.shown), "bytes": hexadecimal(strip.data[:24])}
        steps += [("lens-page", names | given), ("lens-read", names | {"read": visible(strip.restored)})]
        shown = strip.restored
    if any(piece.cut for strip in strips for piece in strip.pieces):
        steps.append(("lens-lost", {}))
    elif strips:
        steps.append(("lens-proved-page", {}))
    return Story(tuple(strips), tuple(steps)) if strips else None


def _read(shown: str, page: str, encoding: str) -> Lens:
    """A text back to the bytes that a page shows so, and on to what those spell in an encoding."""
    from reviewer.repair.code_pages import bytes_shown
    from reviewer.repair.misreading import CODECS

    table = bytes_shown(page)
    pieces: list[Piece] = []
    data = b""
    for character in shown:
        standing = _standing(character, table)
        pieces.append(Piece(len(data), len(data) + len(standing or b"?"), character, standing is None))
        data += standing or b"?"
        if len(data) >= MOST:
            break
    characters = tuple(_spelt(data, CODECS[encoding]))
    lost = _lost_at(characters)
    marked = tuple(
        Piece(p.start, p.end, p.shown, p.cut or any(at in lost for at in range(p.start, p.end))) for p in pieces
    )
    return Lens(characters, marked, "", "", "".join(piece.shown for piece in pieces))


def _standing(character: str, table: dict[int, str]) -> bytes | None:
    """The bytes that a character of a page stands for; None for one it does not show."""
    as_latin = character.translate(table)
    return None if max(as_latin, default="\uffff") > "\xff" else as_latin.encode("latin-1")


def _spelt(data: bytes, codec: str) -> Iterator[tuple[str, bytes]]:
    """What bytes spell, character by character; a byte that belongs to none is U+FFFD."""
    at = 0
    while at < len(data):
        found = next((one for size in (1, 2, 3, 4) if (one := _decoded(data[at : at + size], codec))), None)
        yield found or (LOST, data[at : at + 1])
        at += len(found[1]) if found else 1


def _decoded(data: bytes, codec: str) -> tuple[str, bytes] | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return (text, data) if len(text) == 1 else None


def _lost_at(characters: tuple[tuple[str, bytes], ...]) -> frozenset[int]:
    """The places of the bytes that spell nothing."""
    places, at = set[int](), 0
    for character, data in characters:
        if character == LOST:
            places.update(range(at, at + len(data)))
        at += len(data)
    return frozenset(places)


# One form for another


def _form(decided: DecidedRepair, told: Message) -> Story | None:
    """A character that stands in another width or form than it is meant in."""
    shown, meant = decided.repair.original, decided.repair.replacement
    if not shown or len(shown) != len(meant):
        return None
    strip = _beside(shown, meant, _in_gbk)
    ours, theirs = shown[0], meant[0]
    steps: list[tuple[str, dict[str, str]]] = [
        ("lens-stands", {"shown": visible(ours), "code": _code(ours), "bytes": hexadecimal(_in_gbk(ours))}),
        ("lens-meant", {"read": visible(theirs), "code": _code(theirs), "bytes": hexadecimal(_in_gbk(theirs))}),
    ]
    if abs(ord(ours) - ord(theirs)) == _WIDTHS:
        steps.append(("lens-width", {}))
    elif unicodedata.normalize("NFKC", ours) == theirs:
        steps.append(("lens-form", {"shown": ours, "read": theirs}))
    return Story((strip,), tuple(steps))


def _stray(decided: DecidedRepair, told: Message) -> Story | None:
    """A character that shows nothing."""
    shown = decided.repair.original[:8]
    strip = _beside(shown, "", str.encode)
    code, data = _code(shown[0]), hexadecimal(shown[0].encode())
    name = unicodedata.name(shown[0], "")
    return Story((strip,), (("lens-stray", {"code": code, "name": name, "bytes": data}), ("lens-nothing", {})))


def _entity(decided: DecidedRepair, told: Message) -> Story | None:
    values = dict(told.values)
    shown, meant = values.get("shown", decided.repair.original), values.get("read", decided.repair.replacement)
    strip = _beside(shown, meant, lambda one: one.encode())
    steps = [("lens-entity", {"shown": shown, "bytes": hexadecimal(shown.encode()[:24])})]
    number, name = _NUMBER.match(shown), shown.strip("&;")
    if number is not None:
        value = int(number[1], 16) if number[1] else int(number[2])
        how = "lens-entity-hexadecimal" if number[1] else "lens-entity-decimal"
        steps.append((how, {"digits": number[1] or number[2], "code": f"U+{value:04X}"}))
    elif f"{name};" in html5:
        steps.append(("lens-entity-name", {"name": name, "code": " ".join(map(_code, html5[f"{name};"]))}))
    steps.append(("lens-entity-read", {"read": visible(meant), "bytes": hexadecimal(meant.encode())}))
    return Story((strip,), tuple(steps))


def _beside(shown: str, meant: str, bytes_of: Callable[[str], bytes]) -> Lens:
    """What stands on the page with its bytes, and what is meant, character by character where both are as long."""
    shown = shown[: MOST // 4]
    stands = [bytes_of(one) for one in shown]
    pieces, at = [], 0
    for one, data in zip(shown, stands, strict=True):
        pieces.append(Piece(at, at + len(data), one, False))
        at += len(data)
    same = len(meant) == len(shown)
    characters = tuple(zip(meant, stands, strict=True)) if same else ((meant, b"".join(stands)),)
    return Lens(characters, tuple(pieces), "", "", shown)


def _in_gbk(character: str) -> bytes:
    """The bytes of a character as a Chinese page has them; in UTF-8 for one that GBK does not have."""
    return pair_of(character) or character.encode("utf-8", "surrogatepass")


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


_STORIES: dict[str, Callable[[DecidedRepair, Message], Story | None]] = {
    **dict.fromkeys(SHIFTS, _shifted),
    **dict.fromkeys(MISREAD, _misread),
    **dict.fromkeys(FORMS, _form),
    **dict.fromkeys(STRAY, _stray),
    **dict.fromkeys(ENTITIES, _entity),
}
