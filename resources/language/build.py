"""Rebuild the digested tables of this folder from the libraries and dictionaries they come from (see README.md).

python resources/language/build.py words path/to/jieba/dict.txt
python resources/language/build.py readings
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from unicodedata import normalize

HERE = Path(__file__).resolve().parent
RAREST = 4
LONGEST = 4


def is_han(word: str) -> bool:
    """Whether all characters are Chinese characters of the Basic Multilingual Plane."""
    return all("\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf" for c in word)


def build_words(source: Path) -> None:
    """Words of up to four characters by their natural-log probability, rounded to a tenth, one line a value."""
    counts = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        counts[word] = int(count)
    total = math.log(sum(counts.values()))
    lines = defaultdict(list)
    for word, count in counts.items():
        if is_han(word) and (len(word) == 1 or (len(word) <= LONGEST and count >= RAREST)):
            lines[round(math.log(max(count, 1)) - total, 1)].append(word)
    text = "".join(f"{value} {' '.join(sorted(lines[value]))}\n" for value in sorted(lines, reverse=True))
    (HERE / "words.txt").write_text(text, encoding="utf-8")


def build_readings() -> None:
    """Readings of each character of the Basic Multilingual Plane, one line a set of readings: `readings characters`."""
    import pypinyin

    source = Path(pypinyin.__file__).parent / "pinyin_dict.json"
    lines = defaultdict(list)
    for code, readings in json.loads(source.read_text(encoding="utf-8")).items():
        if int(code) > 0xFFFF:
            continue
        lines[normalize("NFC", readings)].append(chr(int(code)))
    text = "".join(f"{readings} {''.join(sorted(chars))}\n" for readings, chars in sorted(lines.items()))
    (HERE / "readings.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["words", path]:
            build_words(Path(path))
        case ["readings"]:
            build_readings()
        case _:
            sys.exit(__doc__)
