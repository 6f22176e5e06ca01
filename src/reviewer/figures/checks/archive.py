"""What other texts say, kept so that the facts of one text find their like among thousands at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reviewer.figures.checks.facts import Fact, facts, of_one_thing
from reviewer.figures.checks.page import Page

MOST = 5
"""Other texts that one fact is held against, per check: who has seen five that disagree needs no sixth."""

_KEPT = 16
_NAMED = re.compile("[\u4e00-\u9fff]{2}[省市县区州]")
_NO_NAME = re.compile("[全我本各该在为对是的和个省市县区州某此这那与及到从等由向第大小]|城[乡镇]|[东南西北中]部|社$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says that others can be compared with, and how often it names which places.

    `earlier` says that it is known to be older than the texts it is compared with; else its years must tell.
    """

    name: str
    facts: tuple[Fact, ...]
    places: Mapping[str, int]
    earlier: bool = False


def told(page: Page, earlier: bool = False) -> Told:
    """What a text says, without the words around: those of a thousand texts would fill the memory."""
    bare = (replace(fact, term=replace(fact.term, before="", after="", label="")) for fact in facts(page))
    return Told(page.name, tuple(bare), places_named(page), earlier)


def places_named(page: Page) -> Counter[str]:
    """How often a text names each province, city, county or district of two characters, in Simplified."""
    found = (match.group() for match in _NAMED.finditer(page.folded))
    return Counter(name for name in found if not _NO_NAME.search(name[:2]))


def comparable(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether two texts may be about one place: a place that one names twice is in the other, or one names none twice.

    What is named once may be chance: 常务副县长 names no county 务副县.
    """
    often, too = ({name for name, times in named.items() if times > 1} for named in (one, other))
    return not often or not too or any(name in other for name in often) or any(name in one for name in too)


_Shelf = tuple[str, str, str]


def _shelf(fact: Fact) -> _Shelf:
    """What facts of one thing share: its last words, its unit and, unless it counts on and on, the part of a year."""
    return fact.thing[-4:], fact.unit, "" if fact.cumulative else fact.part


class Archive:
    """Facts of many texts by what they are of; of many alike in one text only the first few are kept."""

    def __init__(self, texts: Iterable[Told] = ()) -> None:
        self.texts = tuple(texts)
        self._shelves: dict[_Shelf, dict[int, list[Fact]]] = {}
        for number, text in enumerate(self.texts):
            for fact in text.facts:
                kept = self._shelves.setdefault(_shelf(fact), {}).setdefault(number, [])
                if len(kept) < _KEPT:
                    kept.append(fact)

    def like(self, fact: Fact) -> Iterator[tuple[int, list[Fact]]]:
        """By text: the facts that may be of the same thing and the same part of a year."""
        for number, kept in self._shelves.get(_shelf(fact), {}).items():
            found = [other for other in kept if of_one_thing(fact, other)]
            if found:
                yield number, found


@dataclass(slots=True)
class Others:
    """The texts of an archive that one text is compared with: those that may be about its place.

    `left_out` are numbers of texts that are not compared, such as the text's own.
    """

    archive: Archive
    places: Mapping[str, int]
    left_out: Collection[int] = ()
    _known: dict[int, bool] = field(default_factory=dict)

    def like(self, fact: Fact) -> Iterator[tuple[int, Told, list[Fact]]]:
        """By text, its number and itself first: the facts that may be of the same thing."""
        for number, found in self.archive.like(fact):
            if self._compared(number):
                yield number, self.archive.texts[number], found

    def _compared(self, number: int) -> bool:
        known = self._known.get(number)
        if known is None:
            fits = number not in self.left_out and comparable(self.places, self.archive.texts[number].places)
            known = self._known[number] = fits
        return known


def others_of(page: Page, texts: Sequence[Told] | Archive, left_out: Collection[int] = ()) -> Others:
    """What a text is compared with."""
    archive = texts if isinstance(texts, Archive) else Archive(texts)
    return Others(archive, places_named(page) if archive.texts else {}, left_out)
