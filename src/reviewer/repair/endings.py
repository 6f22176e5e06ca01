"""Whether a sentence can end where a run is read as beginning with a full stop of which only one byte is left."""

from __future__ import annotations

import re
from dataclasses import replace

from reviewer.repair.damage import LOST
from reviewer.repair.inversion import Half
from reviewer.repair.restoration import Restoration

UNENDED = 0.9
"""The most a stop counts as that nothing before it asks for."""
PLAIN = 0.999
"""Confidence from which a stop needs no predicate before it: much that has none ends all the same."""
TELLING = 2
"""Characters from which a run is taken for what it tells beside its first one."""
_REACH = 40
_PARTED = re.compile(r"[，。；：！？、,;:!?.\s“”‘’「」『』（）()《》〈〉【】]")
_PREDICATES = frozenset(
    "是有在了著着過过得到說说來来去會会能要不沒没很都也就被把讓让使給给為为成將将做看見见想知走出起開开進进受住吃"
    "打拿放寫写叫買买賣卖須须應应嗎吗呢吧啊呀已曾最更仍再可以與与對对於于由從从向並并及所"
)


def with_ending(text: str, restoration: Restoration, confidence: float) -> Restoration:
    """The restoration of a run of `text`, without the stop it begins with if no sentence is seen to end there.

    A stop stands behind words, and mostly behind a verb. Of a run that tells nothing else all is left to be decided.
    """
    run, filled = restoration.inversion, restoration.filled
    if filled.text[:1] != "。" or not isinstance(run.slots[0], Half) or run.slots[0].lead is not None:
        return restoration
    clause = _PARTED.split(text[max(0, run.start - _REACH) : run.start])[-1]
    if clause and (confidence >= PLAIN or not _PREDICATES.isdisjoint(clause)):
        return restoration
    if len(filled.text) < TELLING:
        return replace(restoration, share=min(restoration.share, UNENDED))
    kept = filled._replace(text=LOST + filled.text[1:])
    return replace(restoration, filled=kept, rivals=(filled.text, *restoration.rivals))
