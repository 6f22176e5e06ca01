"""Whether a text came out of a conversion one character at a time.

Such a conversion never writes 後, 於 or 裡, and writes 后, 于 and 里 far more often than people do. Each ambiguous
character therefore speaks for or against, by how often it stands for which form (`ambiguous.json`).
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from math import log

from reviewer.language.ambiguity import shown
from reviewer.language.variants import fold
from reviewer.resource_files import resource

STRAY = 0.02
"""How often a character that such a conversion cannot write stands on its pages all the same (quotations, repairs)."""
_MOST = 4.0


@cache
def _weights() -> dict[str, float]:
    shares = json.loads(resource("language", "ambiguous.json").read_text(encoding="utf-8"))
    weights: dict[str, float] = {}
    for simplified, forms in shares.items():
        written = fold(shown().get(simplified, simplified))
        whole = sum(forms.values())
        for form in forms:
            weights[form] = weights.get(form, 0.0) + log(STRAY)
        if forms.get(written):
            weights[written] = min(_MOST, log(whole / forms[written]))
    return weights


def evidence(text: str) -> float:
    """Natural-log odds that `text` was converted one character at a time, from its characters alone."""
    weights = _weights()
    return sum(n * weights[c] for c, n in Counter(text).items() if c in weights)
