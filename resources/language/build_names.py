"""Rebuild `given_names.txt`: how likely a character is in a given name, from the personal names of jieba's dictionary.

python resources/language/build_names.py JIEBA/dict.txt
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""Surnames after which two characters are taken to be a Chinese given name."""
PLACES = ("first", "second", "single")
RAREST = 2


def counted(source: Path) -> dict[str, Counter[str]]:
    """Characters by their place in the given name: the first or the second of two, or the only one."""
    found: dict[str, Counter[str]] = {place: Counter() for place in PLACES}
    for line in source.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split(" ")
        if tag == "nr" and word[0] in SURNAMES and len(word) in (2, 3):
            for place, character in zip(PLACES if len(word) == 3 else PLACES[2:], word[1:], strict=False):
                found[place][character] += 1
    return found


def lines(place: str, counts: Counter[str]) -> list[str]:
    """`place value characters`, value: the natural-log probability rounded to a tenth."""
    total = sum(counts.values())
    values = defaultdict(list)
    for character, count in counts.items():
        if count >= RAREST:
            values[round(math.log(count / total), 1)].append(character)
    return [f"{place} {value} {''.join(sorted(values[value]))}" for value in sorted(values, reverse=True)]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = counted(Path(sys.argv[1]))
    text = "\n".join(line for place in PLACES for line in lines(place, found[place])) + "\n"
    (HERE / "given_names.txt").write_text(text, encoding="utf-8")
