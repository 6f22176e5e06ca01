"""Where a document was written, as far as its words tell: whose 元 it counts in, and whether 108年 is a year."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from reviewer.figures.draft import SENTENCE_END, Scene
from reviewer.figures.folding import fold
from reviewer.figures.patterns import Later
from reviewer.figures.vocabulary import loaded

READ = 40_000
"""Code points of a document that are looked at: a report says early where it comes from."""
UNKNOWN = "元"
"""The unit of a sum whose currency nobody can tell."""

_GLOSS = Later(r"[(（][a-züA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňɡ ]{1,8}[)）]")
_YEARS = Later(
    "(?<![0-9])(?:9[0-9]|1[0-3][0-9]) ?(?:学年度|年度|年(?:1[0-2]|[1-9])月|年[底初]|年统计|年全[年县市国]|年[上下]半年)"
)
_PLAIN_YEAR = Later(
    "(?:^|[，。；、：(\n]|[于在自])1[0-2][0-9] ?年(?!来|以|多|余|间|之|的?历史|前|后|期|内|了|树|老|古|[，。；、])"
)
"""Years that only Taiwan writes so; in a page in Traditional characters that nothing else places."""
_SAMPLE = 3_000
_HOMES = {"taiwan": "TWD", "hongkong": "HKD", "mainland": "CNY"}
_CONVERTED = ("约合", "折合", "相当于", "折", "合", "约", "(")
_REACH = 1_500


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document's words tell: its `region` (a key of regions.json, or None), and the `yuan` it names.

    `yuan` are the currencies called 元 that it names with a sum, by how often.
    """

    region: str | None
    yuan: dict[str, int]

    @property
    def currency(self) -> str:
        """The code of a bare 元; `UNKNOWN` where the document names several alike."""
        ranked = sorted(self.yuan, key=lambda code: -self.yuan[code])
        if self.region == "mainland" or not ranked:
            return _HOMES[self.region or "mainland"]
        clear = len(ranked) == 1 or self.yuan[ranked[0]] >= 3 * self.yuan[ranked[1]]
        return ranked[0] if clear else UNKNOWN


@cache
def _named() -> tuple[Later, dict[str, str]]:
    """A currency with a sum: 新台币500元, 单位:新台币, 5亿港元."""
    names = {name: code for code, words in loaded("regions")["yuan"].items() for name in words.split()}
    words = "|".join(sorted((name.replace("$", r"\$") for name in names), key=len, reverse=True))
    sum_after = "[ :]?(?:约|近|逾|达|共)?[0-9一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾元]"
    return Later(rf"(?:{words})(?={sum_after})|(?<=[0-9千万亿])(?:{words})|(?<=单位[:为])(?:{words})"), names


def setting_of(text: str) -> Setting:
    """What the beginning of a document tells of its setting."""
    start = text[:READ]
    plain = fold(start)
    folded = _GLOSS.sub("", plain)
    pattern, names = _named()
    yuan: dict[str, int] = {}
    for match in pattern.finditer(folded):
        code = names[match.group()]
        yuan[code] = yuan.get(code, 0) + 1
    traditional = _is_traditional(start, plain)
    region = _region(folded, traditional)
    if region is None and traditional and _PLAIN_YEAR.search(folded):
        region = "taiwan"
    return Setting(region, yuan)


def _is_traditional(text: str, folded: str) -> bool:
    """Whether a twentieth of the first characters are written otherwise in Simplified."""
    pairs = list(zip(text[:_SAMPLE], folded[:_SAMPLE], strict=True))
    return sum(one != other and one > "\u3400" for one, other in pairs) * 20 > len(pairs)


def _region(folded: str, traditional: bool) -> str | None:
    told = {region: _told(folded, region) for region in _HOMES}
    best = max(told, key=lambda region: told[region])
    others = max(count for region, count in told.items() if region != best)
    return best if told[best] > others and told[best] >= (1 if traditional or best == "mainland" else 2) else None


def _told(folded: str, region: str) -> int:
    years = len({match.group() for match in _YEARS.finditer(folded)}) if region == "taiwan" else 0
    return 2 * min(years, 3) + sum(word in folded for word in loaded("regions")[region].split())


def setting(scene: Scene) -> Setting:
    """The setting of the document that a scene is part of."""
    if scene.setting is None:
        scene.setting = setting_of(scene.document or scene.text)
    found: Setting = scene.setting
    return found


def in_taiwan(scene: Scene) -> bool:
    """Whether the document counts its years from 1912."""
    return setting(scene).region == "taiwan"


def yuan_at(scene: Scene, at: int) -> str:
    """The currency of a bare 元 at a place: what its paragraph names before it, else its document."""
    if scene.named is None:
        pattern, names = _named()
        scene.named = [(match.start(), names[match.group()]) for match in pattern.finditer(scene.folded)]
    if not scene.named:
        return setting(scene).currency
    home = _HOMES.get(setting(scene).region or "")
    codes = {code for place, code in _near(scene, at) if code == home or not _converted(scene, place)}
    if home == "CNY":
        codes &= {code for place, code in _near(scene, at) if not SENTENCE_END.search(scene.folded, place, at)}
    if len(codes) == 1:
        return codes.pop()
    return home if home in codes and home else UNKNOWN if codes else setting(scene).currency


def _near(scene: Scene, at: int) -> list[tuple[int, str]]:
    """The currencies named before a place in its paragraph, with where they are."""
    floor = max(scene.folded.rfind("\n", 0, at), at - _REACH)
    named = scene.named or []
    return named[bisect_left(named, (floor, "")) : bisect_left(named, (at, ""))]


def _converted(scene: Scene, place: int) -> bool:
    return scene.folded.endswith(_CONVERTED, 0, place)
