"""The sound texts, damaged the way the mirror sites do, every shown character traced to the bytes it came from.

So it is known for each page where runs, glosses and eaten bytes are and what stood there before.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, product
from pathlib import Path

from reviewer.language import dictionaries
from reviewer.repair import channel, gbk
from reviewer.repair.channel import Channel
from reviewer.repair.damage import LOST

TEXTS = Path(__file__).parents[1] / "cases" / "clean"
AMENDED = {"擡": "抬", "过於": "过于", "照著书": "照着书"}
"""Where the dictionaries' way to Simplified is wrong in these texts."""
LEAST_RUNS = 3
COMMON = 300
"""How many of the commonest characters of the texts a page's table is drawn from."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What one decoding step showed: `text` (empty for a dropped byte) from `data[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the shown page and of the text before; `kind` is clean, gloss or the trigger of a run."""

    kind: str
    shown: tuple[int, int]
    before: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A damaged text: `truth` Traditional, `before` the glosses, `expected` the same with eaten bytes as losses."""

    name: str
    truth: str
    before: str
    expected: str
    shown: str
    segments: tuple[Segment, ...]
    eaten: tuple[int, ...]
    channel: Channel
    seed: int

    def runs(self) -> list[Segment]:
        return [s for s in self.segments if s.kind not in ("clean", "gloss")]


def simplified(text: str) -> str:
    """The Simplified form of one of the texts."""
    text = dictionaries.convert(text, "tw2s")
    for wrong, right in AMENDED.items():
        text = text.replace(wrong, right)
    return text


@cache
def pool() -> tuple[str, ...]:
    """Characters only Traditional writes that a site could gloss: those of the texts, commonest first, then others."""
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt")))
    kept = dictionaries.simplified_characters()
    common = Counter(c for c in map(by_dictionary, simplified(texts)) if kept.get(ord(c), c) != c)
    candidates = dict.fromkeys([c for c, _ in common.most_common()] + [chr(code) for code in sorted(kept)])
    return tuple(c for c in candidates if kept[ord(c)] != c and is_common(c) and readings(c))


def is_common(character: str) -> bool:
    """Whether GBK holds the character and Big5 lists it among its 5,401 frequently used ones (lead byte to 0xC6)."""
    return bool(gbk.pair_of(character)) and b"\xa4" <= character.encode("big5", errors="replace")[:1] <= b"\xc6"


@cache
def readings(character: str) -> tuple[str, ...]:
    """Tone-marked readings GBK can write, the usual one first."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.TONE, heteronym=True)[0]
    return tuple(r for r in found if "?" not in gbk.encode(r).decode("gb18030"))


@cache
def crossing(before: str) -> frozenset[str]:
    """The characters whose two bytes stand across a border of `before`."""
    pairs = ((gbk.pair_of(a), gbk.pair_of(b)) for a, b in pairwise(before))
    halves = (a[1:] + b[:1] for a, b in pairs if a and b)
    return frozenset(gbk.character_of(*half) for half in halves)


@cache
def chosen_channel(name: str, truth: str, seed: int, dictionary_forms: bool) -> Channel:
    """A random table and splits that shift at least three runs of the text, or the richest of some tries."""
    before = first_step(truth, dictionary_forms)
    best, most = Channel(), -1
    for attempt in range(40):
        chance = random.Random(f"{name} {seed} {attempt}")
        chosen = random_channel(chance, crossing(before), COMMON * (attempt + 1))
        runs = len(traced(name, truth, chosen, seed, dictionary_forms).runs())
        if runs > most:
            best, most = chosen, runs
        if runs >= LEAST_RUNS:
            break
    return best


def random_channel(chance: random.Random, hitting: frozenset[str], reach: int) -> Channel:
    """Six to forty glossed characters, up to four more in `hitting` of the `reach` commonest, and some splits."""
    likely = [c for c in pool()[:reach] if c in hitting]
    keys = chance.sample(pool()[:COMMON], chance.randint(6, 40)) + chance.sample(likely, min(4, len(likely)))
    chance.shuffle(keys)
    table = {key: chance.choice(readings(key)) if chance.random() < 0.1 else readings(key)[0] for key in keys}
    splits = [c for c in channel.DELIMITERS for _ in range(4 if c in hitting else 1)]
    return Channel(table, "".join(dict.fromkeys(chance.sample(splits, chance.choice((0, 1, 2, 2))))))


def damaged(name: str, truth: str, seed: int, lone: str, flatten: bool, dictionary_forms: bool = False) -> Page:
    """One text as one site shows it."""
    chosen = replace(chosen_channel(name, truth, seed, dictionary_forms), lone=lone, flatten=flatten)
    return traced(name, truth, chosen, seed, dictionary_forms)


def first_step(truth: str, dictionary_forms: bool) -> str:
    """The text before the glosses: Simplified, then Traditional by character; what GBK lacks is `?`."""
    text = "".join(map(by_dictionary if dictionary_forms else channel.by_character, simplified(truth)))
    return "".join(c if gbk.pair_of(c) or c < "\x80" else gbk.MARK for c in text)


def by_dictionary(character: str) -> str:
    """The Traditional form the dictionary has first, unless the character may stay."""
    forms = first_forms().get(character, [character])
    return character if character in forms else forms[0]


@cache
def first_forms() -> dict[str, list[str]]:
    """Simplified characters to their Traditional forms in the dictionary's order."""
    return {key: forms.split(" ") for key, forms in dictionaries.entries("STCharacters")}


def traced(name: str, truth: str, chosen: Channel, seed: int, dictionary_forms: bool) -> Page:
    """The truth damaged by the project's own channel, every shown character traced to the bytes it came from."""
    before = first_step(truth, dictionary_forms)
    data, origins = glossed(before, chosen.glosses)
    units = list(shown_units(data, chosen))
    shown = "".join(unit.text for unit in units)
    shown = channel.flattened(shown) if chosen.flatten else shown
    if shown != channel.damage(before, chosen):
        raise AssertionError(f"the trace differs from the channel in {name}")
    eaten = tuple(o for u in units if (o := eaten_origin(u, data, origins)) >= 0)
    expected = "".join(LOST if i in set(eaten) else c for i, c in enumerate(before))
    segments = tuple(segmented(before, units, data, origins))
    return Page(name, truth, before, expected, shown, segments, eaten, chosen, seed)


def glossed(text: str, glosses: Mapping[str, str]) -> tuple[bytes, list[int]]:
    """The bytes after the second step, and for each the character of `text` it belongs to, -1 if put in."""
    data = gbk.encode(text)
    origins = [i for i, c in enumerate(text) for _ in gbk.encode(c)]
    for character, reading in glosses.items():
        key, put_in = gbk.encode(character), gbk.encode(f"({reading})")
        parts, at = data.split(key), 0
        kept: list[int] = []
        for part in parts[:-1]:
            end = at + len(part) + len(key)
            kept += origins[at:end] + [-1] * len(put_in)
            at = end
        data, origins = data.replace(key, key + put_in), kept + origins[at:]
    return data, origins


def shown_units(data: bytes, chosen: Channel) -> Iterator[Unit]:
    at = 0
    for piece, tail in channel.split(data, chosen.delimiters):
        yield from decoded(data, at, at + len(piece), chosen.lone)
        at += len(piece)
        if tail:
            yield Unit(tail, at, at + 2)
            at += 2


def decoded(data: bytes, at: int, end: int, lone: str) -> Iterator[Unit]:
    while at < end:
        length = 1 if data[at] <= 0x80 or at + 1 == end else 2
        yield Unit(gbk.decode(data[at : at + length], lone), at, at + length)
        at += length


def eaten_origin(unit: Unit, data: bytes, origins: Sequence[int]) -> int:
    """The character of the text whose single byte a lead byte swallowed in this step, -1 if none."""
    swallowed = unit.end - unit.start == 2 and unit.text == gbk.MARK and data[unit.end - 1] < 0x40
    return origins[unit.end - 1] if swallowed else -1


def segmented(before: str, units: Sequence[Unit], data: bytes, origins: Sequence[int]) -> Iterator[Segment]:
    """The page as clean characters, glosses and runs; together they cover page and text."""
    shown = at = 0
    pending: list[Unit] = []
    for unit in [*units, None]:
        index = whole(unit, before, origins) if unit else len(before)
        if index < 0 and unit:
            pending.append(unit)
            continue
        if pending or index > at:
            length = sum(len(u.text) for u in pending)
            yield Segment(trigger(pending, data, origins), (shown, shown + length), (at, index))
            shown, pending = shown + length, []
        if unit:
            yield Segment("clean", (shown, shown + 1), (index, index + 1))
            shown, at = shown + 1, index + 1


def whole(unit: Unit, before: str, origins: Sequence[int]) -> int:
    """The character of the text this unit shows whole and right, -1 if none."""
    index = origins[unit.start]
    if index < 0 or set(origins[unit.start : unit.end]) != {index} or unit.text != before[index]:
        return -1
    return index


def trigger(units: Sequence[Unit], data: bytes, origins: Sequence[int]) -> str:
    """What cut a run: gloss-shift, split-shift, both; `gloss` when nothing but readings was put in."""
    put_in = any(origins[i] < 0 for u in units for i in range(u.start, u.end))
    if put_in and all(origins[i] < 0 for u in units for i in range(u.start, u.end)):
        return "gloss"
    split = any(u.text in channel.DELIMITERS and u.text and origins[u.start] != origins[u.end - 1] for u in units)
    return "both-shift" if split and put_in else "split-shift" if split else "gloss-shift"


def pages(names: Sequence[Path], seeds: int, dictionary_forms: bool) -> Iterator[Page]:
    for path, seed, lone, flatten in product(names, range(seeds), (gbk.MARK, ""), (False, True)):
        yield damaged(path.stem, path.read_text(encoding="utf-8"), seed, lone, flatten, dictionary_forms)


def on_a_page(truth: str, seed: int) -> str:
    """The text as one page with glosses and splits."""
    chance = random.Random(seed)
    chosen = replace(random_channel(chance, frozenset(), 0), delimiters="！？", flatten=True)
    return channel.damage(first_step(truth, dictionary_forms=False), chosen)
