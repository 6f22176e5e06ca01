"""The charts of a library's overview."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reviewer.annotations.checklist import CheckItem, ListProgress
from reviewer.annotations.figure_mark import FigureState
from reviewer.gui.models.review_content import STATE_TONES
from reviewer.gui.overview.chart import Bar, Chart, Look, Part
from reviewer.gui.panels.kinds import tone_of
from reviewer.repair.damage import Decision, Kind
from reviewer.services.overview import Overview
from reviewer.services.reading import DocumentEntry

Say = Callable[..., str]

MOST_DOCUMENTS, MOST_ITEMS = 12, 16
_DECISIONS = ((Decision.ACCEPTED, Look.SOLID), (Decision.REJECTED, Look.HATCHED), (Decision.PROPOSED, Look.PALE))


def charts(view: Overview, say: Say) -> dict[str, Chart]:
    """Every chart by name; `say` gives the interface's sentences."""
    return {
        "damage": _damage(view, say),
        "figures": _figures(view, say),
        "verdicts": _verdicts(view, say),
        "findings": _findings(view, say),
        "progress": _progress(view, say),
        "checklists": _checklists(view, say),
        "days": _days(view, say),
    }


def _damage(view: Overview, say: Say) -> Chart:
    kinds = sorted(view.repairs, key=lambda kind: -sum(view.repairs[kind].values()))
    repairs = [Bar(f"repairs:{kind}", say(f"kind-{kind}"), _decided(kind, view.repairs[kind], say)) for kind in kinds]
    losses = sum(view.losses.values())
    lost = [
        Bar(f"losses:{kind}", say(f"overview-loss-{kind}"), (Part("", count, "red", Look.HATCHED),))
        for kind, count in view.losses.items()
        if count
    ]
    return Chart(say("overview-damage"), (*repairs, *(lost if losses else ())), say("overview-no-damage"))


def _decided(kind: Kind, counts: Mapping[Decision, int], say: Say) -> tuple[Part, ...]:
    return tuple(
        Part(say(f"decision-{decision}"), counts.get(decision, 0), tone_of(kind), look) for decision, look in _DECISIONS
    )


def _figures(view: Overview, say: Say) -> Chart:
    looks = {FigureState.UNCHECKED: Look.PALE, FigureState.CANNOT_BE_CHECKED: Look.HATCHED}
    bars = tuple(
        _plain(f"figures:{state}", say(f"action-state-{state}"), count, STATE_TONES[state] or "amber", looks.get(state))
        for state, count in view.figures.items()
    )
    return Chart(say("overview-figures"), bars, say("overview-no-figures"))


def _verdicts(view: Overview, say: Say) -> Chart:
    bars = tuple(
        _plain(
            f"claims:{verdict.key}",
            verdict.label or say(f"verdict-{verdict.key}"),
            view.claims.get(verdict.key, 0),
            verdict.colour,
        )
        for verdict in view.scale
    )
    return Chart(say("overview-verdicts"), bars, say("overview-no-claims"))


def _findings(view: Overview, say: Say) -> Chart:
    checked = [entry for entry in view.entries if entry.contradictions is not None]
    found = (
        ("contradictions", sum(entry.contradictions or 0 for entry in checked), "red", Look.SOLID),
        ("questions", sum(entry.questions or 0 for entry in checked), "amber", Look.PALE),
    )
    bars = tuple(_plain(f"findings:{name}", say(f"overview-{name}"), n, tone, look) for name, n, tone, look in found)
    return Chart(say("overview-findings"), bars, say("overview-no-findings" if checked else "overview-not-checked"))


def _plain(name: str, label: str, count: int, tone: str, look: Look | None = None) -> Bar:
    return Bar(name, label, (Part("", count, tone, look or Look.SOLID),))


def _progress(view: Overview, say: Say) -> Chart:
    """The documents with the most to do, each bar full when nothing is left."""
    waiting = sorted((e for e in view.entries if not e.done), key=lambda e: -(e.repairs_open + e.figures_open))
    bars = tuple(_work(entry, say) for entry in waiting[:MOST_DOCUMENTS])
    empty = say("overview-all-done" if view.entries else "no-documents")
    return Chart(say("overview-progress"), bars, empty, shared=False)


def _work(entry: DocumentEntry, say: Say) -> Bar:
    left = entry.repairs_open + entry.figures_open
    finished = Part(say("overview-finished"), entry.repairs + entry.figures - left, "green", Look.SOLID)
    waiting = Part(say("overview-waiting"), left, "amber", Look.PALE)
    return Bar(f"document:{entry.id}", entry.title or entry.name, (finished, waiting), left)


def _checklists(view: Overview, say: Say) -> Chart:
    """Each item with the documents in which it is ticked; of very many those that most documents wait for."""
    found = [(one, item) for one in view.checklists for item in one.checklist.items]
    if len(found) > MOST_ITEMS:
        least = sorted(found, key=lambda pair: pair[0].ticked[pair[1].id] - pair[0].documents)[:MOST_ITEMS]
        found = [pair for pair in found if pair in least]
    several = len(view.checklists) > 1
    bars = tuple(_item(one, item, several, say) for one, item in found)
    return Chart(say("overview-checklists"), bars, say("overview-no-checklists"), shared=False)


def _item(of: ListProgress, item: CheckItem, several: bool, say: Say) -> Bar:
    left = of.documents - of.ticked[item.id]
    ticked = Part(say("overview-ticked"), of.ticked[item.id], "green", Look.SOLID)
    waiting = Part(say("overview-not-ticked"), left, "amber", Look.PALE)
    name = f"{of.checklist.name} · {item.text}" if several else item.text
    return Bar(f"items:{item.id}", name, (ticked, waiting), left)


def _days(view: Overview, say: Say) -> Chart:
    bars = tuple(Bar("", say("overview-day", month=d.month, day=d.day), (Part("", n, "accent"),)) for d, n in view.days)
    return Chart(say("overview-days"), bars, say("overview-no-days"), columns=True)


def tiles(view: Overview, say: Say) -> list[tuple[str, str, str]]:
    """The numbers on top: what is counted, how much, and of how much (or empty)."""
    decided = {d: sum(counts.get(d, 0) for counts in view.repairs.values()) for d in Decision}
    repairs, waiting = sum(decided.values()), decided[Decision.PROPOSED]
    figures, unchecked = sum(view.figures.values()), view.figures[FigureState.UNCHECKED]
    contradictions = sum(entry.contradictions or 0 for entry in view.entries)
    return [
        (say("overview-tile-documents"), f"{view.done:,}", f"/ {len(view.entries):,}"),
        (say("overview-tile-characters"), f"{view.characters:,}", ""),
        (say("overview-tile-repairs"), f"{repairs - waiting:,}", f"/ {repairs:,}"),
        (say("overview-tile-figures"), f"{figures - unchecked:,}", f"/ {figures:,}"),
        (say("overview-tile-damaged"), f"{view.damaged:,}", ""),
        (say("overview-tile-contradictions"), f"{contradictions:,}", ""),
    ]


def named(name: str, all_charts: Iterable[Chart]) -> str:
    """The label of the bar called `name`; empty if there is none."""
    return next((bar.label for chart in all_charts for bar in chart.bars if bar.name == name), "")
