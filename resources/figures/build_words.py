"""Builds `words.json`: what words are (nouns, verbs, nominal verbs, others) before and after a figure.

python build_words.py JIEBA_DICT, where JIEBA_DICT is `dict.txt` of jieba 0.42.1 (MIT): word, frequency, tag.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from reviewer.figures.folding import fold

_HAN = re.compile("[\u4e00-\u9fff]{2,4}")
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万亿半几数]")
_CLASSES = {"n": "nouns", "nz": "nouns", "vn": "nominal", "v": "verbs", "vi": "verbs", "vd": "verbs"}
_OTHER = frozenset(["d", "c", "p", "t", "f", "r", "ad", "u", "y", "e", "o", "m", "q", "df", "dg", "tg"])
_MODIFIERS = frozenset(["a", "b", "an", "ag"])
_LEAST = {"nouns": 15, "verbs": 20, "nominal": 20, "others": 10, "modifiers": 30}
"""How often a word must have been counted; rarer ones are more often wrong than useful."""


_SURE = {
    "植入": "verbs",
    "落地": "verbs",
    "列席": "verbs",
    "落后": "verbs",
    "参赛": "verbs",
    "位置": "nouns",
    "中小企业": "nouns",
    "中小学": "nouns",
    "中小学校": "nouns",
    "供电": "nominal",
    "供水": "nominal",
}
"""Words that the dictionary classes otherwise than they stand beside figures."""


def class_of(tag: str) -> str | None:
    """The class of a tag; None for names of people and places, sayings and the like."""
    if tag in _OTHER:
        return "others"
    return "modifiers" if tag in _MODIFIERS else _CLASSES.get(tag)


def main() -> None:
    """Writes the file beside this script."""
    best: dict[str, tuple[int, str]] = {}
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        word, name = fold(word), class_of(tag)
        if name is None or not _HAN.fullmatch(word) or _NUMERAL.match(word) or int(count) < _LEAST[name]:
            continue
        best[word] = max(best.get(word, (0, "")), (int(count), name))
    best |= {word: (0, name) for word, name in _SURE.items()}
    found: dict[str, list[str]] = {name: [] for name in _LEAST}
    for word, (_, name) in sorted(best.items()):
        found[name].append(word)
    source = "Classes of words after dict.txt of jieba 0.42.1 (MIT), by build_words.py. Folded (Simplified)."
    target = Path(__file__).with_name("words.json")
    merged = {"source": source, **{name: " ".join(words) for name, words in found.items()}}
    target.write_text(json.dumps(merged, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print({name: len(words) for name, words in found.items()})


if __name__ == "__main__":
    main()
