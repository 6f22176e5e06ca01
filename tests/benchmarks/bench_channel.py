"""How exactly the engine undoes the mirror sites' channel: `python tests/benchmarks/bench_channel.py --show 20`.

Every text of `tests/cases/clean` (Traditional, the truth) is made Simplified, damaged the way the sites do with
random tables of glosses and splits, with lone bytes shown as `?` or dropped, with punctuation flattened or not, and
repaired. Each shown character is traced to the bytes it came from, so every run, gloss and eaten byte is known. The
same seeds give the same damage. `--tool FILE` compares the damage with another implementation of the channel.
"""

from __future__ import annotations

import argparse
import importlib.util
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path

from damaged_pages import LEAST_RUNS, TEXTS, Page, Segment, by_dictionary, on_a_page, pages, simplified

from reviewer.language import dictionaries, variants
from reviewer.language.ambiguity import shown
from reviewer.repair import channel, gbk
from reviewer.repair.damage import LOST, Decision, Kind, Repair
from reviewer.repair.engine import propose
from reviewer.repair.plan import Repaired, RepairPlan, accept_all

SCORED = "臺台 群羣 著着 裡裏 布佈 夥伙 床牀 峰峯 為爲 眾衆 綫線 啟啓 秘祕 産產 周週 岩巖 占佔 炮砲 杆桿 鑒鑑 溫温 吃喫"
"""Pairs that count as the same in the strict count of conversion errors."""
WIDTHS = str.maketrans(channel.FLATTENED)
MARKING = "loss"
"""The rule of repairs that only put U+FFFD where the page shows the mark of a loss."""
DIGITS = frozenset("0123456789０１２３４５６７８９")
NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬億亿兩两")


@dataclass(slots=True)
class Tally:
    """Counts by name, failures by cause, and of the accepted repairs of each rule how many were right."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: dict[str, list[str]] = field(default_factory=dict)
    accepted: defaultdict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))

    def fail(self, cause: str, page: Page, where: tuple[int, int], expected: str, got: str) -> None:
        start, end = where
        context = page.shown[max(0, start - 12) : end + 8].replace("\n", "⏎")
        sites = f"{page.name} seed {page.seed} lone {page.channel.lone!r} flat {page.channel.flatten}"
        line = f"{sites} split {page.channel.delimiters!r}: {context!r} expected {expected!r} got {got!r}"
        self.failures.setdefault(cause, []).append(line)


@cache
def _keys() -> dict[int, str]:
    pairs = [(key, form) for key, forms in dictionaries.entries("STCharacters") for form in forms.split(" ")]
    known = {ord(form): key for key, form in pairs if form != key} | {ord(k): v for k, v in _by_character()}
    return known | {ord(form): key for key, form in shown().items() if form != by_dictionary(key)}


def _by_character() -> Iterable[tuple[str, str]]:
    return ((chr(code), form) for code, form in dictionaries.simplified_characters().items() if chr(code) != form)


def key(text: str) -> str:
    """The text with everything folded that conversion or the width of punctuation can change; positions stay."""
    return variants.fold(text).translate(_keys()).translate(WIDTHS)


def strictly_folded(text: str) -> str:
    return text.translate(_strict())


@cache
def _strict() -> dict[int, str]:
    return {ord(c): min(pair) for pair in SCORED.split() for c in pair}


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch of the page no repair crosses the ends of, with what is there, was there and came out."""

    segments: tuple[Segment, ...]
    shown: tuple[int, int]
    before: tuple[int, int]
    got: str
    repairs: tuple[Repair, ...]


def groups(page: Page, plan: RepairPlan, repaired: Repaired) -> Iterator[Group]:
    applied = [r for r in plan.repairs if r.decision is Decision.ACCEPTED]
    inside = {at for r in applied for at in (range(r.start + 1, r.end) if r.end > r.start else (r.start,))}
    collected: list[Segment] = []
    pending = 0
    for segment in page.segments:
        collected.append(segment)
        end = segment.shown[1]
        if end in inside and segment is not page.segments[-1]:
            continue
        span = collected[0].shown[0], end
        while pending < len(applied) and applied[pending].end < span[0]:
            pending += 1
        own = tuple(r for r in applied[pending : pending + len(collected) + 8] if _within(r, span))
        got = repaired.text[repaired.map.to_target(span[0]) : repaired.map.to_target(end, after=True)]
        yield Group(tuple(collected), span, (collected[0].before[0], segment.before[1]), got, own)
        collected = []


def _within(repair: Repair, span: tuple[int, int]) -> bool:
    return span[0] <= repair.start and repair.end <= span[1] and span[0] < span[1]


def matches(got: str, expected: str) -> bool:
    """Whether `got` is what was expected, a marked loss standing for any one character; eaten ones must be marked."""
    return len(got) == len(expected) and all(g in (LOST, e) for g, e in zip(key(got), key(expected), strict=True))


def judge(page: Page, plan: RepairPlan, tally: Tally) -> bool:
    """Count everything about one repaired page; whether it equals the text before the glosses but for losses."""
    sound = True
    everything = accept_all(plan)
    open_groups = list(groups(page, everything, everything.repaired()))
    for group in groups(page, plan, plan.repaired()):
        expected = page.expected[slice(*group.before)]
        right = matches(group.got, expected)
        sound &= right
        judge_kind(page, plan, group, right, open_groups, tally)
        judge_characters(page, group, expected, tally)
        judge_accepted(page, group, right, tally)
    return sound


def judge_kind(
    page: Page, plan: RepairPlan, group: Group, right: bool, open_groups: Sequence[Group], tally: Tally
) -> None:
    expected = page.expected[slice(*group.before)]
    for segment in group.segments:
        if segment.kind == "clean":
            continue
        outcome = outcome_of(page, plan, group, segment, right, open_groups)
        tally.counts[f"{segment.kind} {outcome}"] += 1
        if outcome != "exact":
            tally.fail(f"{segment.kind} {outcome}", page, group.shown, expected, group.got)
    if not right and all(s.kind == "clean" for s in group.segments):
        tally.counts["sound changed"] += 1
        tally.fail("sound text changed", page, group.shown, expected, group.got)


def outcome_of(
    page: Page, plan: RepairPlan, group: Group, segment: Segment, right: bool, open_groups: Sequence[Group]
) -> str:
    """exact, missed (nothing proposed), wrong (accepted), or what is only proposed: open-exact, open-wrong."""
    if right:
        return "exact"
    if any(_touches(r, segment) for r in group.repairs):
        return "wrong"
    if not any(_touches(r, segment) for r in plan.repairs):
        return "missed"
    wide = next(g for g in open_groups if segment in g.segments)
    if matches(wide.got, page.expected[slice(*wide.before)]):
        return "open-exact"
    return "open-alternative" if among_alternatives(page, wide) else "open-wrong"


def among_alternatives(page: Page, group: Group) -> bool:
    expected = page.expected[slice(*group.before)]
    readings_of = ((r.replacement, other) for r in group.repairs for other in r.alternatives)
    return any(matches(group.got.replace(own, other, 1), expected) for own, other in readings_of if own)


def _touches(repair: Repair, segment: Segment) -> bool:
    """Whether the repair changes something of the segment; a mark for a loss beside an open repair does not."""
    start, end = segment.shown
    return repair.rule != MARKING and repair.start < max(end, start + 1) and start < max(repair.end, repair.start + 1)


def judge_characters(page: Page, group: Group, expected: str, tally: Tally) -> None:
    """Conversion, punctuation, invented digits and losses, character by character."""
    count_invented(page, group, expected, tally)
    if len(group.got) != len(expected):
        return
    truth = page.truth[slice(*group.before)]
    folded = zip(group.got, expected, truth, key(group.got), key(expected), strict=True)
    for got, want, true, got_key, want_key in folded:
        if want == LOST or got == LOST:
            judge_mark(page, group, want, expected, tally)
        elif got_key != want_key:
            tally.counts["invented numerals"] += got in NUMERALS
        elif want != gbk.MARK or true == "？":
            judge_conversion(page, group, got, true, tally)


def judge_mark(page: Page, group: Group, want: str, expected: str, tally: Tally) -> None:
    if want != LOST:
        tally.counts["half-lost marked"] += 1
        tally.fail("marked, not guessed", page, group.shown, expected, group.got)


def count_invented(page: Page, group: Group, expected: str, tally: Tally) -> None:
    """Digits that came out and neither stood there before nor on the page."""
    shown = page.shown[slice(*group.shown)]
    got, known, seen = (Counter(c for c in text if c in DIGITS) for text in (group.got, expected, shown))
    count = (got - (known | seen)).total()
    tally.counts["invented digits"] += count
    if count:
        tally.fail("invented digit", page, group.shown, expected, group.got)


def judge_conversion(page: Page, group: Group, got: str, true: str, tally: Tally) -> None:
    tally.counts["compared"] += 1
    if got.translate(WIDTHS) == true.translate(WIDTHS):
        tally.counts["punctuation wrong"] += got != true
        if got != true:
            tally.fail("punctuation width", page, group.shown, true, got)
        return
    tally.counts["conversion wrong, strict"] += strictly_folded(got) != strictly_folded(true)
    if variants.fold(got) != variants.fold(true):
        tally.counts["conversion wrong"] += 1
        cause = "conversion accepted" if group.repairs else "conversion missed"
        tally.fail(cause, page, group.shown, true, got)


def judge_accepted(page: Page, group: Group, right: bool, tally: Tally) -> None:
    """Whether what was accepted is right to the last character, variants and widths aside."""
    truth = page.truth[slice(*group.before)]
    good = right and all(
        g == LOST or variants.fold(g.translate(WIDTHS)) == variants.fold(t.translate(WIDTHS))
        for g, t in zip(group.got, truth, strict=True)
    )
    for repair in (r for r in group.repairs if r.rule != MARKING):
        fine = good if repair.kind is Kind.SCRIPT_CONVERSION else right
        tally.accepted[f"{repair.kind}, {repair.rule}"][fine] += 1


def judge_losses(page: Page, plan: RepairPlan, tally: Tally) -> None:
    """Every eaten byte must have its own loss or U+FFFD in the run that lost it."""
    tally.counts["losses named"] += len(plan.losses)
    for segment in page.runs():
        eaten = [page.before[i] for i in page.eaten if segment.before[0] <= i < segment.before[1]]
        start, end = segment.shown
        marked = sum(start <= loss.start <= end for loss in plan.losses)
        tally.counts["eaten"] += len(eaten)
        tally.counts["eaten marked"] += min(len(eaten), marked)
        if marked < len(eaten):
            got = plan.repaired()
            text = got.text[got.map.to_target(start) : got.map.to_target(end, after=True)]
            tally.fail("eaten byte not marked", page, segment.shown, page.expected[slice(*segment.before)], text)


def measure(every: Sequence[Page], tally: Tally) -> None:
    for page in every:
        tally.counts["pages"] += 1
        tally.counts["pages with three runs"] += len(page.runs()) >= LEAST_RUNS
        plan = propose(page.shown)
        tally.counts["pages as before"] += judge(page, plan, tally)
        whole_plan = accept_all(plan)
        tally.counts["pages as before, all accepted"] += judge(page, whole_plan, Tally())
        judge_losses(page, plan, tally)
        judge_again(page, whole_plan.repaired().text, tally)
        converted = dictionaries.convert(dictionaries.convert(page.before, "t2s"), "s2tw")
        tally.counts["before wrong"] += differing(page.before, page.truth)
        tally.counts["dictionaries wrong"] += differing(converted, page.truth)


def judge_again(page: Page, repaired: str, tally: Tally) -> None:
    """Nothing may be proposed for a text in which every proposal was accepted."""
    again = propose(repaired).repairs
    tally.counts["pages repaired twice"] += bool(again)
    for repair in again:
        around = repaired[max(0, repair.start - 10) : repair.end + 8]
        tally.fail("proposed again", page, (0, 0), around, str(_brief(repair)))


def differing(text: str, truth: str) -> int:
    """How many characters are wrong, variants and what GBK lacks aside."""
    pairs = zip(variants.fold(text), variants.fold(truth), strict=True)
    return sum(a not in (b, gbk.MARK) for a, b in pairs)


def _brief(repair: Repair) -> tuple[str, str, str, float, str]:
    return repair.original, repair.replacement, repair.rule, round(repair.confidence, 3), repair.decision.value


def undamaged(names: Sequence[Path], tally: Tally) -> None:
    """What is proposed on texts nothing is wrong with, in both scripts."""
    for path, script in product(names, ("traditional", "simplified")):
        text = path.read_text(encoding="utf-8")
        text = text if script == "traditional" else simplified(text)
        tally.counts[f"{script} characters"] += len(text)
        for repair in propose(text).repairs:
            tally.counts[f"{script} {repair.decision} {repair.kind}"] += 1
            around = text[max(0, repair.start - 8) : repair.end + 8]
            tally.failures.setdefault(f"{script} text edited", []).append(f"{path.stem}: {around!r} {_brief(repair)}")


def rate(text: str, rounds: int) -> float:
    """Millions of characters per second of processor time, the median of some rounds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        propose(text)
        taken.append(time.process_time() - start)
    return len(text) / statistics.median(taken) / 1e6


def share(part: int, whole_number: int) -> str:
    return f"{part}/{whole_number} ({100 * part / whole_number:.2f} %)" if whole_number else f"{part}/0"


def print_outcome(tally: Tally) -> None:
    counts = tally.counts
    print(f"pages {counts['pages']}, with {LEAST_RUNS} runs or more {counts['pages with three runs']}")
    print("equal to the text before the glosses:", share(counts["pages as before"], counts["pages"]))
    print("  with every proposal accepted:      ", share(counts["pages as before, all accepted"], counts["pages"]))
    outcomes = ("exact", "open-exact", "open-alternative", "open-wrong", "wrong", "missed")
    for kind in ("gloss-shift", "split-shift", "both-shift", "gloss"):
        found = {outcome: counts[f"{kind} {outcome}"] for outcome in outcomes}
        total = sum(found.values())
        print(
            f"{kind:12} exact {share(found['exact'], total)},",
            ", ".join(f"{k} {v}" for k, v in found.items() if k != "exact"),
        )
    print("sound characters changed:", counts["sound changed"])
    print("eaten bytes marked:", share(counts["eaten marked"], counts["eaten"]), "losses named", counts["losses named"])
    print("characters marked that language alone could tell:", counts["half-lost marked"])
    print(
        "invented digits:", counts["invented digits"], "invented numerals in wrong runs:", counts["invented numerals"]
    )
    per = 1e4 / max(1, counts["compared"])
    print(
        f"wrong characters per 10,000: before {counts['before wrong'] * per:.2f}, "
        f"by t2s and s2tw {counts['dictionaries wrong'] * per:.2f},",
        end=" ",
    )
    print(f"after {counts['conversion wrong'] * per:.2f}, few variants {counts['conversion wrong, strict'] * per:.2f}")
    print(f"punctuation of the wrong width per 10,000: {counts['punctuation wrong'] * per:.2f}")
    print("pages where repair of the repaired proposes something:", counts["pages repaired twice"])
    for rule, judged in sorted(tally.accepted.items()):
        print(f"accepted {rule}: right", share(judged[True], judged.total()))


def print_undamaged(tally: Tally) -> None:
    for script in ("traditional", "simplified"):
        total = tally.counts[f"{script} characters"]
        found = {k: v for k, v in tally.counts.items() if k.startswith(script) and "characters" not in k}
        print(f"undamaged {script}: {1e4 * sum(found.values()) / max(1, total):.2f} edits per 10,000", found or "")


def compare_with(tool: Path, every: Sequence[Page]) -> None:
    """Prints where another implementation damages the same text with the same table otherwise."""
    specification = importlib.util.spec_from_file_location("another_channel", tool)
    assert specification and specification.loader
    other = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(other)
    theirs = other.traditional_by_character()
    same = whole_way = total = 0
    for page in every:
        chosen = page.channel
        text = simplified(page.truth)
        by_them = other.damage(text, dict(chosen.glosses), chosen.delimiters, chosen.flatten, chosen.lone)
        total += 1
        same += by_them == channel.damage("".join(theirs.get(c, c) for c in text), chosen)
        whole_way += by_them == page.shown
    print("steps two to four agree with the other implementation:", share(same, total))
    print("all steps agree:", share(whole_way, total))
    ours = {c: channel.by_character(c) for c in theirs}
    print("first step differs for:", "".join(f" {c}{theirs[c]}{ours[c]}" for c in theirs if theirs[c] != ours[c]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--show", type=int, default=0, help="failures printed for each cause")
    parser.add_argument("--only", default="", help="texts whose name holds this")
    parser.add_argument("--tool", type=Path, help="another implementation of the channel to compare with")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--dictionary-forms", action="store_true", help="first step without the forms read on pages")
    options = parser.parse_args()
    names = [path for path in sorted(TEXTS.glob("*.txt")) if options.only in path.stem]
    every = list(pages(names, options.seeds, options.dictionary_forms))
    if options.tool:
        compare_with(options.tool, every)
    tally, sound = Tally(), Tally()
    measure(every, tally)
    undamaged(names, sound)
    print_outcome(tally)
    print_undamaged(sound)
    clean = "\n".join(path.read_text(encoding="utf-8") for path in names)
    damaged_text = on_a_page(clean, seed=1)
    print(f"million characters per second: damaged {rate(damaged_text, options.rounds):.3f},", end=" ")
    print(f"undamaged {rate(clean, options.rounds):.3f}")
    for cause, lines in {**tally.failures, **sound.failures}.items():
        print(f"\n{cause}: {len(lines)}", *lines[: options.show], sep="\n  ")


if __name__ == "__main__":
    main()
