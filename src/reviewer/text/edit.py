"""Edits of a text and lists of them.

An edit says `text[start:end] → replacement`. A list holds edits sorted and disjoint; touching edits stay
separate, so that each keeps its own reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`text[start:end] → replacement`, in code points, half open."""

    start: int
    end: int
    replacement: str

    @property
    def span(self) -> Span:
        """The passage that is replaced."""
        return Span(self.start, self.end)


class EditList:
    """Edits of one text, sorted and disjoint.

    Raises `ValueError` when two edits overlap or two insertions share a place: their order would be a guess.
    """

    __slots__ = ("_edits",)

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self._edits = tuple(sorted(edits, key=_columns))
        for before, after in pairwise(self._edits):
            if after.start < before.end or (before.start == before.end == after.start == after.end):
                raise ValueError(f"edits overlap: {before} and {after}")

    def __iter__(self) -> Iterator[Edit]:
        return iter(self._edits)

    def __len__(self) -> int:
        return len(self._edits)

    def __getitem__(self, index: int) -> Edit:
        return self._edits[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EditList) and self._edits == other._edits

    def __hash__(self) -> int:
        return hash(self._edits)

    def __repr__(self) -> str:
        return f"EditList({list(self._edits)!r})"

    def apply(self, text: str) -> str:
        """The edited text. Raises `ValueError` when an edit reaches past the end of `text`."""
        if self._edits and self._edits[-1].end > len(text):
            raise ValueError(f"edit past the end of the text: {self._edits[-1]}")
        pieces: list[str] = []
        at = 0
        for edit in self._edits:
            pieces += (text[at : edit.start], edit.replacement)
            at = edit.end
        pieces.append(text[at:])
        return "".join(pieces)

    def map(self) -> OffsetMap:
        """How positions move, both ways, when these edits are applied."""
        return OffsetMap.from_changes((e.start, e.end, len(e.replacement)) for e in self._edits)

    def inverted(self, text: str) -> EditList:
        """The edits that lead from the edited text back to `text`; touching deletions come back as one insertion."""
        back: dict[tuple[int, int], str] = {}
        for edit, bounds in zip(self._edits, self.map().target_bounds(), strict=True):
            back[bounds] = back.get(bounds, "") + text[edit.start : edit.end]
        return EditList(Edit(start, end, replacement) for (start, end), replacement in back.items())


_columns = attrgetter("start", "end", "replacement")


@dataclass(frozen=True, slots=True)
class Composed:
    """One edit that does what edits of two stages did, and which of each stage it stands for (by index)."""

    edit: Edit
    first: tuple[int, ...]
    second: tuple[int, ...]


def compose(source: str, first: EditList, second: EditList) -> list[Composed]:
    """Combine `first` (edits of `source`) and `second` (edits of the text after `first`) into edits of `source`.

    Edits of the two stages that overlap become one; touching ones stay separate; what cancels out vanishes.
    Applying the result to `source` gives the text after both stages.
    """
    target, offsets = first.apply(source), first.map()
    bounds = offsets.target_bounds()
    composed = [
        one
        for cluster in _clusters(_entries(first, bounds, second))
        for one in _merged(source, target, offsets, bounds, first, second, cluster)
    ]
    return [c for c in composed if c.edit.replacement != source[c.edit.start : c.edit.end]]


_Cluster = tuple[list[int], list[int]]
_Entry = tuple[int, int, int, int, bool]
"""Start and end in the text between the stages, stage, index, and whether it inserts without replacing."""


def _entries(first: EditList, bounds: list[tuple[int, int]], second: EditList) -> list[_Entry]:
    ours = [(s, e, 0, i, first[i].start == first[i].end) for i, (s, e) in enumerate(bounds)]
    theirs = [(edit.start, edit.end, 1, i, edit.start == edit.end) for i, edit in enumerate(second)]
    return sorted(ours + theirs, key=lambda entry: (entry[0], entry[0] < entry[1], entry[2], entry[1]))


def _clusters(entries: list[_Entry]) -> Iterator[_Cluster]:
    """Group edits of both stages where they overlap, or where both insert at one place."""
    start = end = -1
    members: _Cluster = ([], [])
    inserted: set[int] = set()
    for s, e, stage, index, inserts in entries:
        same_point = s == e == start == end or (s == end and inserts and 1 - stage in inserted)
        if (s < end and start < e) or same_point:
            inserted = inserted if e <= end else set()
        else:
            if start >= 0:
                yield members
            members, inserted, start = ([], []), set(), s
        members[stage].append(index)
        end = max(end, e)
        if inserts and e == end:
            inserted.add(stage)
    if start >= 0:
        yield members


def _merged(
    source: str,
    target: str,
    offsets: OffsetMap,
    bounds: list[tuple[int, int]],
    first: EditList,
    second: EditList,
    cluster: _Cluster,
) -> list[Composed]:
    ours, theirs = cluster
    if not theirs:
        return [Composed(first[i], (i,), ()) for i in ours]
    places = [bounds[i] for i in ours] + [(second[i].start, second[i].end) for i in theirs]
    low, high = min(p[0] for p in places), max(p[1] for p in places)
    start = first[ours[0]].start if ours and bounds[ours[0]][0] == low else offsets.to_source(low, after=True)
    end = first[ours[-1]].end if ours and bounds[ours[-1]][1] == high else offsets.to_source(high)
    inner = EditList(Edit(second[i].start - low, second[i].end - low, second[i].replacement) for i in theirs)
    replacement = inner.apply(target[low:high])
    return [Composed(Edit(start, max(start, end), replacement), tuple(ours), tuple(theirs))]
