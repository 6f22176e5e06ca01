"""Stray characters of the other script: 国家 in a Traditional sentence, 國 in a Simplified one.

Only where the sentence itself is in the one script and the character makes a common word there; what is quoted, and
passages that are wholly in the other script, stay as their writer set them. Runs after the repair of conversion,
which is about characters that both scripts have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache

from reviewer.language.ambiguity import as_simplified
from reviewer.language.dictionaries import convert, entries, simplified_characters
from reviewer.language.scripts import script_counts, simplified_only, traditional_only
from reviewer.language.traditional_forms import judge
from reviewer.language.variants import fold, variants_of
from reviewer.language.words import frequency
from reviewer.repair.damage import Kind, Repair
from reviewer.text.message import Message

RULE = "stray-script"
VERSION = 2
_USED_IN_BOTH = frozenset("霉瓮灶痒猪凭蜡腊荐昇甯鎔陞祕庄")
"""Counted to one script by the tables, written in the other by its texts all the same."""
_SAMPLE, _SAMPLES = 1_500, 12
_SHORT = 300_000
_MOSTLY = 2
"""Characters of the text's script for one of the other, from which the other's are strays."""
_SENTENCE = re.compile(r"[^。；！？;!?\n]+")
_QUOTED = re.compile(r"「[^」\n]*」|『[^』\n]*』|《[^》\n]*》|〈[^〉\n]*〉|“[^”\n]*”|‘[^’\n]*’|\"[^\"\n]*\"")
_ABOUT = re.compile("[简簡]体|[简簡]體|繁体|繁體|正體|正体字|异体|異體|俗字|简化|簡化|[写寫]作|日文|日本漢字")
_KANA = re.compile("[\u3041-\u30fa]")
_DEBRIS = re.compile("锟斤拷|\ufffd")
"""What a wrong decoder left for good; characters around it are no text."""
_COMMON_WORD = -12.5
_MIXED_PAGE = 3
"""Different strays in common words, from which the page is mixed all over and every stray is one."""
_SURE, _ALONE = 0.97, 0.85


@dataclass(frozen=True, slots=True)
class _Script:
    """A text's script: whether it is Traditional, and the strays of the other script to be looked for."""

    traditional: bool
    strays: re.Pattern[str]

    def own(self, text: str) -> int:
        """How many characters only this script has."""
        return script_counts(text)[self.traditional]


def find(text: str) -> list[Repair]:
    """The stray characters of `text` of the script it is not in. Positions are code points of `text`."""
    script = _script_of(text)
    if script is None or not script.strays.search(text):
        return []
    places = list(_strays(text, script))
    different = len({text[at] for at, word in places if word})
    told = places if different >= _MIXED_PAGE else [(at, word) for at, word in places if word]
    return [_repair(text, at, word, script, _SURE if different > 1 else _ALONE) for at, word in told]


def _script_of(text: str) -> _Script | None:
    """The script of nearly all of the text, judged by pieces from all over it; None if there is none, or no stray."""
    step = max(_SAMPLE, len(text) // _SAMPLES)
    simplified, traditional = script_counts("".join(text[at : at + _SAMPLE] for at in range(0, len(text), step)))
    if max(simplified, traditional) <= _MOSTLY * min(simplified, traditional):
        return None
    is_traditional = traditional > simplified
    if len(text) > _SHORT:
        return _Script(is_traditional, _all_strays(is_traditional))
    # Listing a short text's own strays takes less time than compiling the class of all there are.
    strays = _counted(is_traditional, set(text))
    return _Script(is_traditional, re.compile(f"[{''.join(strays)}]")) if strays else None


@cache
def _all_strays(in_traditional: bool) -> re.Pattern[str]:
    characters = simplified_only() if in_traditional else traditional_only()
    return re.compile(f"[{''.join(sorted(_counted(in_traditional, characters)))}]")


def _counted(in_traditional: bool, characters: Set[str]) -> list[str]:
    """Those of the characters that a text of the one script does not hold and that are no variants of what it holds."""
    others = simplified_only() if in_traditional else traditional_only()
    return [c for c in (characters & others) - _USED_IN_BOTH if c <= "\uffff" and not _is_variant(c, in_traditional)]


@cache
def _is_variant(character: str, in_traditional: bool) -> bool:
    return fold(_counterpart(character, in_traditional)) == fold(character)


def _counterpart(character: str, in_traditional: bool) -> str:
    """The first form the character has in the other script."""
    return (_traditional_characters() if in_traditional else simplified_characters()).get(ord(character), character)


@cache
def _traditional_characters() -> dict[int, str]:
    return {ord(key): forms.partition(" ")[0] for key, forms in entries("STCharacters")}


def _strays(text: str, script: _Script) -> Iterator[tuple[int, str]]:
    """Each stray character's place with the common word it belongs to, empty if there is none."""
    reach = 0
    for found in script.strays.finditer(text):
        if found.start() < reach:
            continue
        start = text.rfind("\n", 0, found.start()) + 1
        line = text[start : (text.find("\n", found.start()) + 1 or len(text) + 1) - 1]
        reach = start + len(line)
        if not _is_apart(line, script):
            yield from ((start + at, word) for at, word in _in_line(line, script))


def _is_apart(line: str, script: _Script) -> bool:
    """Whether the line is about scripts, is Japanese or debris, or is not in the text's script itself."""
    mixed = len(script.strays.findall(line)) * 2 > script.own(line)
    return mixed or any(pattern.search(line) for pattern in (_ABOUT, _KANA, _DEBRIS))


def _in_line(line: str, script: _Script) -> Iterator[tuple[int, str]]:
    quoted = [match.span() for match in _QUOTED.finditer(line) if not script.own(match[0])]
    for sentence in _SENTENCE.finditer(line):
        if script.own(sentence[0]) >= len(script.strays.findall(sentence[0])):
            for match in script.strays.finditer(sentence[0]):
                at = sentence.start() + match.start()
                if not any(start <= at < end for start, end in quoted):
                    yield at, _word(line, at)


def _word(line: str, at: int) -> str:
    """The most common word of two or three characters around; empty if there is none."""
    spans = (
        (a, b) for a in range(max(0, at - 2), at + 1) for b in range(max(a + 2, at + 1), min(a + 3, len(line)) + 1)
    )
    best = max((line[a:b] for a, b in spans), key=frequency, default="")
    return best if frequency(best) > _COMMON_WORD else ""


def _repair(text: str, at: int, word: str, script: _Script, confidence: float) -> Repair:
    form, sure = _traditional_form(text, at) if script.traditional else (_counterpart(text[at], False), 1.0)
    code = "repair.mixed-script-simplified" if script.traditional else "repair.mixed-script-traditional"
    reason = Message.of(code, found=text[at], form=form, word=word or text[at])
    return Repair(at, at + 1, text[at], form, Kind.SCRIPT_CONVERSION, RULE, VERSION, min(confidence, sure), (reason,))


def _traditional_form(text: str, at: int) -> tuple[str, float]:
    """The Traditional character for the Simplified one at `at`, in the shape the text prefers, and how sure it is."""
    near = text[max(0, at - 12) : at + 12]
    judgement = judge(as_simplified(near), min(at, 12))
    form, sure = judgement.forms[0] if judgement.forms else (convert(text[at], "s2tw"), 1.0)
    if form == text[at]:
        form = convert(text[at], "s2tw")
    usual = convert(form, "t2tw")
    return max(variants_of(form), key=lambda c: (text.count(c) if c != text[at] else -1, c == usual)), sure
