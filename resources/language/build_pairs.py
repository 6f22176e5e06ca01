"""Rebuild `pairs.json` and `pairs.bin`: how likely one character follows another (README.md names the sources).

python resources/language/build_pairs.py TAGGED.txt PLAIN.txt...

TAGGED holds words split into characters as `char/tag`, one sentence a line; PLAIN holds one text a line.
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "src"))

SEEN = 2
"""How often a pair must have been seen to be kept."""
FROM_WORDS = 0.3
"""What a pair inside a dictionary word counts, beside one seen in running text."""
STEP = 0.25


def sentences(tagged: Path, plain: Iterable[Path]) -> Iterator[str]:
    """The texts, normalised as `language.pairs` does."""
    from reviewer.language.pairs import normalised

    for line in tagged.read_text(encoding="utf-8").split("\n"):
        yield normalised("\n" + "".join(part.rsplit("/", 1)[0] for part in line.split()) + "\n")
    for path in plain:
        for line in path.read_text(encoding="utf-8").split("\n"):
            yield normalised(f"\n{line}\n")


def count(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Characters and pairs, those within dictionary words among them."""
    from reviewer.language.words import known_words

    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in texts:
        single.update(text)
        pairs.update(map(str.__add__, text, text[1:]))
    kept = Counter({pair: n for pair, n in pairs.items() if n >= SEEN})
    total = single.total()
    for word, value in known_words().items():
        for pair in map(str.__add__, word, word[1:]):
            kept[pair] += FROM_WORDS * total * math.exp(value)
    return single, kept


def write(single: Counter[str], pairs: Counter[str]) -> None:
    """The tables: characters with their value, what an unseen pair costs, and pairs packed as in `pairs.py`."""
    followers, kinds = Counter(), Counter()
    for pair, n in pairs.items():
        followers[pair[0]] += n
        kinds[pair[0]] += 1
    characters = sorted(set(single) | {c for pair in pairs for c in pair})
    total = single.total() + 0.3 * 8000
    alone = {c: (single[c] + 0.3) / total for c in characters}
    trust = {c: followers[c] / (followers[c] + 1.5 * kinds[c] + 5) if followers[c] else 0.0 for c in characters}
    place = {c: i for i, c in enumerate(characters)}
    packed = array("I")
    for pair, n in pairs.items():
        a, b = pair
        value = -math.log(trust[a] * n / followers[a] + (1 - trust[a]) * alone[b])
        if n >= 0.7:
            packed.append(place[a] << 19 | place[b] << 6 | min(63, round(value / STEP)))
    (HERE / "pairs.bin").write_bytes(array("I", sorted(packed)).tobytes())
    table = {
        "characters": "".join(characters),
        "alone": [round(-math.log(alone[c]) / STEP) for c in characters],
        "unseen": [round(-math.log(1 - trust[c]) / STEP) for c in characters],
    }
    (HERE / "pairs.json").write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    write(*count(sentences(Path(sys.argv[1]), map(Path, sys.argv[2:]))))
