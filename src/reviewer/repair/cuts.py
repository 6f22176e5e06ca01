"""Where the bytes of a text may have been cut: the delimiters and readings worth reading on from.

Sound text holds one delimiter in twelve characters, so they are told apart in one search: behind a cut stands the
second half of one character with the first half of the next, and what these bytes must have been is seldom as usual
as a character that really follows a delimiter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reviewer.repair import gbk
from reviewer.repair.channel import DELIMITERS, FLATTENED
from reviewer.repair.inversion import CLOSING, LONGEST, QUOTING, SWALLOWING, WIDE, in_a_row, paired
from reviewer.repair.progress import Progress, ignored, part
from reviewer.repair.soundness import character_likelihood, is_plausible

RARER = 6.5
"""By how much (natural log) what stands behind a cut may be likelier as it is shown than as it was. Measured on 350
runs: none that was read back right had more, and three of a hundred more than 0."""
UNMARKED = 1.0
"""The same of a run of which neither a letter nor a mark shows where it ends."""
BEFORE_A_LETTER = -1.5
"""The same of one after which an ASCII letter must have stood."""
CLOSE = 10
"""Code points on each side of a cut of which at most half may be marks like it."""
SAME = 5
"""Different characters that make no text."""
NUMBERED = 800
"""Code points in which a list that has numbers of one character shows another of them."""
STEP = 500_000
"""Code points that are looked through at a time."""
TOLD_EVERY = 1024
"""After how many delimiters it is told how far the work is."""
_CUTTING = "！；？。，、!;?,"
_CIRCLED = re.compile("[①-⒛Ⅰ-Ⅻ]")
_LETTERS = re.compile("[０-９Ａ-Ｚａ-ｚ]")
"""What hardly ever follows the characters that such a cut leaves half of."""
_NUMBERED = re.compile(f"{_LETTERS.pattern}|{_CIRCLED.pattern}")
"""The same in a text that holds no such numbers anywhere."""
_DELIMITED = re.compile(f"[{_CUTTING}]([^{_CUTTING}\x00-\x7f\U00010000-\U0010ffff])")


def cuts(text: str, progress: Progress = ignored) -> Iterator[int]:
    """The places of `text`, in order, at which it may have been cut: of a delimiter, or of `?` before a reading."""
    numbered = _CIRCLED.search(text) is not None
    pattern = _pattern(sorted(_behind(text, part(progress, 0.0, 0.4))), numbered)
    told, whole = part(progress, 0.4, 1.0), len(text)
    for number, match in enumerate(pattern.finditer(text)):
        at = match.start()
        if number % TOLD_EVERY == 0:
            told(at / whole)
        if _goes_on(text, at) and not in_a_row(text, at) and not _is_crowded(text, at):
            yield at


def _behind(text: str, progress: Progress) -> set[str]:
    """The characters of `text` that stand behind a delimiter: a class of all there are takes long to compile."""
    found = set(DELIMITERS)
    for start in range(0, len(text), STEP):
        progress(start / len(text))
        found.update(_DELIMITED.findall(text, start, start + STEP + 1))
    return found


def _pattern(characters: Iterable[str], numbered: bool) -> re.Pattern[str]:
    """`?`, what follows it, and every other delimiter that something follows which a cut may have left."""
    known = [(c, pair, character_likelihood(c)) for c in characters if (pair := gbk.pair_of(c))]
    ways = [r"(?<=\?)", r"(?<=\?.)"]
    for delimiter in DELIMITERS:
        opened = gbk.encode(delimiter)[1]
        more = _CUTTING if opened == QUOTING else "?"
        behind = f"{_class(_left(opened, known, _LETTERS if numbered else _NUMBERED))}@-~{gbk.EURO}{more}"
        ways.append(rf"(?<=[{delimiter}{FLATTENED.get(delimiter, '')}])(?=[{behind}]|\Z)")
    # One class first: what follows is looked at only where there is a delimiter.
    return re.compile(f"[{_CUTTING}](?:{'|'.join(ways)})")


def _left(opened: int, known: Iterable[tuple[str, bytes, float]], seldom: re.Pattern[str]) -> Iterator[str]:
    """The characters that may stand behind a cut which left the lead byte `opened`, none that are `seldom` there."""
    closed = {trail: gbk.character_of(opened, trail) for trail in range(0x81, 0xFF)}
    usual = {t: character_likelihood(c) for t, c in closed.items() if c and not seldom.match(c)}
    most = {t: _most(closed[t]) for t in usual}
    for character, (lead, trail), likelihood in known:
        if lead in usual and likelihood - usual[lead] <= (BEFORE_A_LETTER if trail < 0x80 else most[lead]):
            yield character
    yield from FLATTENED.values()


def _most(character: str) -> float:
    """By how much what is shown may be likelier than this character, if that is what was cut."""
    if _CIRCLED.match(character):
        return -RARER / 2
    return RARER if is_plausible(character) else 0.0


def _class(characters: Iterable[str]) -> str:
    return re.escape("".join(sorted(set(characters))))


def _goes_on(text: str, at: int) -> bool:
    """Whether what follows can be read on to where bytes may pair up again, and does not get ever less usual."""
    if text[at] == gbk.MARK and SWALLOWING.match(text, at):
        return True
    marked = text[at - 1 : at] == gbk.MARK
    if text[at] == "、" and not marked and not _CIRCLED.search(text, max(0, at - NUMBERED), at + NUMBERED):
        return False
    pending, worse, end = gbk.encode(WIDE.get(text[at], text[at]))[1], 0.0, at + 1
    while worse <= RARER and end - at <= LONGEST:
        if end == len(text):
            return marked or worse <= UNMARKED
        shown = text[end]
        if shown in CLOSING and (marked or _ends(shown, pending, worse, end == at + 1)):
            return True
        pair = paired(pending, shown)
        if pair is None:
            return False
        pending, worse, end = pair[1], worse + pair[2], end + 1
        if pending < 0x80:
            return marked or worse <= BEFORE_A_LETTER
    return False


def _ends(shown: str, pending: int, worse: float, bare: bool) -> bool:
    """Whether bytes may pair up again at the character `shown` though no lone byte stands before the cut."""
    if "@" <= shown <= "~":
        return is_plausible(gbk.character_of(pending, ord(shown)))
    if shown in (gbk.MARK, gbk.EURO):
        return True
    return pending == QUOTING if bare else worse <= UNMARKED


def _is_crowded(text: str, at: int) -> bool:
    """Whether what stands around is mostly punctuation, or a row of the same: no text that was cut, and endless."""
    around = text[max(0, at - CLOSE) : at + CLOSE]
    if len(around) <= CLOSE:
        return False
    return sum(map(around.count, _CUTTING)) * 2 > len(around) or len(set(around)) <= SAME
