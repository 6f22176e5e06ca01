"""Of readings that overlap each other only those are weighed with care that may be the right ones."""

from __future__ import annotations

from reviewer.repair.channel import Channel, damage
from reviewer.repair.cuts import cuts
from reviewer.repair.detectors import byte_shift
from reviewer.repair.inversion import from_split
from reviewer.repair.restoration import Restoration, drafted, restore
from reviewer.repair.rivalry import Cut, overlapping, weighed
from reviewer.repair.surroundings import Surroundings

CLEAN = "渡船靠了岸。可是總要有人去拉纜繩，正如總要有人守到最後一班。兩個孩子站在埠頭上。"
SHOWN = damage(CLEAN, Channel({}, "？", "?", flatten=True))


def drafts(text: str) -> list[Cut]:
    beside = Surroundings(text)
    found = ((at, drafted(beside, i)) for at in cuts(text) for i in from_split(text, at))
    return [Cut(at, draft) for at, draft in found if draft]


def best(found: list[Restoration]) -> Restoration:
    return max(found, key=lambda restoration: restoration.standing)


def test_the_best_of_all_readings_is_weighed() -> None:
    beside, every = Surroundings(SHOWN), drafts(SHOWN)
    careful = [whole for cut in every if (whole := restore(beside, cut.draft))]
    (group,) = overlapping(every)
    chosen = [whole for _, whole in weighed(beside, group) if whole]
    assert 0 < len(chosen) < len(careful)
    assert best(chosen) == best(careful)


def test_what_was_weighed_before_outdoes_what_is_read_worse() -> None:
    beside, every = Surroundings(SHOWN), drafts(SHOWN)
    right = best([whole for cut in every if (whole := restore(beside, cut.draft))])
    rest = [cut for cut in every if cut.inversion != right.inversion]
    assert rest
    assert all(whole is None for _, whole in weighed(beside, rest, [right]))
    assert any(whole for _, whole in weighed(beside, rest))


def test_readings_apart_from_each_other_are_in_groups_of_their_own() -> None:
    groups = list(overlapping(drafts(SHOWN + "\n" + SHOWN)))
    assert len(groups) == 2
    assert max(cut.inversion.reach for cut in groups[0]) <= min(cut.inversion.start for cut in groups[1])


def test_the_page_is_read_back_whole() -> None:
    (repair,) = byte_shift.find(SHOWN).repairs
    assert repair.replacement == "。可是總要有人去拉纜"
