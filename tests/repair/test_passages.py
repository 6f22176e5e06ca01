"""What a passage tells of its site: where it split, what its lone bytes became, and how far that reaches."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from reviewer.repair import passages
from reviewer.repair.channel import Channel, damage
from reviewer.repair.cuts import cuts
from reviewer.repair.detectors import byte_shift
from reviewer.repair.progress import ignored
from reviewer.repair.restoration import Restoration
from reviewer.repair.surroundings import Surroundings

CLEAN = "村長說：“路修好了。”大家都笑。他又說：“水也通了。”孩子們跑來跑去，“太好了。”他們喊。"


def runs(text: str) -> list[Restoration]:
    tried = byte_shift._tried(Surroundings(text), cuts(text), ignored, {})
    best = (max(found, key=lambda r: r.standing) for found in tried.values() if found)
    return [restoration for restoration in best if restoration.inversion.cut == "！"]


def test_cuts_at_a_delimiter_speak_for_others_at_it() -> None:
    shown = damage(CLEAN, Channel({}, "！", "?"))
    (passage,) = passages.ground(shown, runs(shown), ()).passages
    assert passage.split["！"] > passages.KNOWN_PAGE
    assert passage.cut == {"！"}


def test_bytes_of_a_delimiter_that_stand_across_a_border_speak_against_a_split() -> None:
    (passage,) = passages.ground(CLEAN, (), [3]).passages
    assert passage.split["！"] < passages.KNOWN_PAGE
    assert passage.lone == ()


def test_lone_bytes_become_the_same_throughout_a_passage() -> None:
    dropped = damage(CLEAN, Channel({}, "！", ""))
    found = runs(dropped)
    (passage,) = passages.ground(dropped, found, ()).passages
    marked = tuple((place + 1, "?") for place, _ in passage.lone)
    other = replace(passage, lone=marked)
    assert other.prior(found[0]) < passage.prior(found[0])


def test_nothing_is_known_far_from_what_tells() -> None:
    shown = damage(CLEAN, Channel({}, "！", "?"))
    (first, *_) = found = runs(shown)
    assert passages.ground(shown, (), ()).prior(first) == passages.RARE_CUT
    far = passages.ground(shown + "他們走了。" * passages.REACH, found, ())
    assert len(far.passages) == 1 and far.passages[0].end < 2 * passages.REACH


def test_a_long_stretch_is_told_in_parts() -> None:
    places = range(0, 10 * passages.REACH, passages.REACH)
    parts = passages.ground("路" * 10 * passages.REACH, (), places).passages
    assert len(parts) > 2
    assert all(a.end == b.start for a, b in pairwise(parts))


def found_at(text: str, cut: str) -> list[Restoration]:
    tried = byte_shift._tried(Surroundings(text), cuts(text), ignored, {})
    return [r for restored in tried.values() for r in restored if r.inversion.cut == cut]


def test_a_glossed_character_seen_on_the_page_outweighs_one_that_is_not() -> None:
    shown = damage("河決豐北，淹沒三縣。此事有記，老人也記得。", Channel({"記": "jì"}))
    glosses = [at for at, character in enumerate(shown) if character == "(" and shown[at - 1] == "記"]
    ground = passages.ground(shown, (), glosses)
    assert ground.passages[0].table == {"記": "jì"}
    (seen,), (other,) = found_at(shown, "記"), found_at(shown, "訐")
    assert ground.bearing(seen) == passages.SEEN
    assert ground.bearing(other) == 0.0


def test_a_character_that_stands_without_its_reading_was_not_glossed() -> None:
    shown = damage("河決豐北，淹沒三縣。此事有記，老人也記得。", Channel({"記": "jì"})).replace("記(jì)", "記")
    (restored,) = found_at(shown, "記")
    assert passages.ground(shown, [restored], ()).bearing(restored) == -2 * passages.UNGLOSSED


def test_bytes_beside_a_delimiter_that_was_cut_before_speak_less() -> None:
    apart, beside = passages._evidence("！", 2, 0, 0, 100), passages._evidence("！", 0, 2, 0, 100)
    assert apart < beside < 0
    assert passages._evidence("！", 0, 2, 1, 100) > 0


def test_the_next_lone_bytes_tell_what_they_became() -> None:
    lone = ((10, ""), (200, ""), (400, ""), (5000, "?"), (5300, "?"), (5400, "?"))
    passage = passages.Passage(0, 6000, lone=lone)
    assert passage.told(250) == ["", "", ""]
    assert passage.told(200) == ["", "", "?"]
    assert passage.told(5350) == ["?", "?", "?"]
    assert passages.Passage(0, 10).told(5) == []


def test_what_is_around_two_kinds_of_places_is_one_stretch_where_it_touches() -> None:
    reach = passages.REACH
    glosses, starts = range(0, 4 * reach, 7), [6 * reach - 8, 9 * reach]
    around = [*passages._around(starts, 12 * reach), *passages._around(glosses, 12 * reach)]
    assert list(passages._joined(around)) == [(0, 7 * reach - 8), (8 * reach, 10 * reach)]
    assert list(passages._joined([])) == []
