"""Where in a text the characters are pairs of bytes of another encoding: Big5 shown as GBK and the like.

Shown and meant are both one character for two bytes, so a passage is found by what each of its characters gains when
it is read as what it stands for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from reviewer.language import words
from reviewer.repair.code_pages import BIG5, OLD_BIG5, WESTERN, bytes_shown
from reviewer.repair.damage import LOST
from reviewer.repair.misreading import CODECS, GB
from reviewer.repair.soundness import likelihood

_LEAST = 22.0
"""Log likelihood that a run must gain."""
_NO_DOUBT = 30.0
"""Log likelihood by which one Big5 table must explain a page better than the other to be the only one tried."""
_NEAR_BY = 8
"""Characters around a run by which its ends are settled."""
_USED_IN_CHINESE = "·×°±§÷"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\s]|\x85")
_RUNS_BEYOND_ASCII = re.compile(r"(?:[^\x00-\x7f\s]|\x85)+")
_BLANKS = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""All blanks beyond ASCII, but for U+0085: it is shown for a byte that 區, 參 and others begin with."""
_WORTH_IT = 200
"""Code points from which it is quicker to count what is left out."""
_DIFFERING = re.compile("[\u0400-\u045f\u2460-\u247d\u3041-\u30fe]")
"""Where the characters lie that the two Big5 tables have in different places."""


def beyond_ascii(text: str) -> int:
    """How many characters are neither ASCII nor blank."""
    if len(text) < _WORTH_IT:
        return sum(map(len, _RUNS_BEYOND_ASCII.findall(text)))
    return len(text) - len(text.encode("ascii", "ignore")) - sum(map(text.count, _BLANKS))


def runs(piece: str, page: str, encoding: str) -> Iterator[tuple[int, int]]:
    """Passages to be read as pairs: all from the first character beyond ASCII to the last, and what gains most."""
    found = [match.start() for match in _BEYOND_ASCII.finditer(piece)]
    if len(found) < (4 if page == WESTERN else 2):
        return
    start, end = found[0], found[-1] + 1
    best = list(_best_run(piece, page, encoding)) if page != WESTERN else []
    if page != WESTERN and not best and LOST not in piece:
        return
    if "@" <= piece[end : end + 1] <= "~":
        # A letter may be the second byte of the last pair.
        yield start, end + 1
    yield start, end
    if page == WESTERN and piece[start - 1 : start] == "\xa0":
        yield start - 1, end
    yield from best
    # Quotes and dashes beside a passage are in the Western page too, and may be the sound text's own.
    inner = [at for at in found if "\xa0" < piece[at] <= "\xff" and piece[at] not in _USED_IN_CHINESE]
    if page == WESTERN and inner:
        yield from ((inner[0], end), (start, inner[-1] + 1), (inner[0], inner[-1] + 1))
        if piece[start] == "\xad":
            # A soft hyphen is a byte like others, but may as well be what it is.
            yield start + 1, end


def _best_run(piece: str, page: str, encoding: str) -> Iterator[tuple[int, int]]:
    """The run of characters that gains most when each is read as the pair of bytes it is."""
    table = gains(page, encoding)
    best, total, start, span = 0.0, 0.0, 0, (0, 0)
    for at, gain in enumerate(map(table.__getitem__, piece)):
        if total <= 0.0:
            total, start = 0.0, at
        total += gain
        if total > best:
            best, span = total, (start, at + 1)
    if best > _LEAST:
        yield settled(piece, *span, page, encoding)


def settled(piece: str, start: int, end: int, page: str, encoding: str) -> tuple[int, int]:
    """The run with its ends where piece and run read best together: the next characters may be the sound text's."""
    starts = [at for at in range(start - 1, start + 3) if 0 <= at < end]
    ends = [at for at in range(end - 2, end + 2) if start + 2 < at <= len(piece)]
    inverted = "".join(gains(page, encoding).read(c) for c in piece)
    near = slice(max(0, start - _NEAR_BY), end + _NEAR_BY)
    tried = [(a, b) for a in starts for b in ends if a < b]
    return max(tried, key=lambda run: _mixed(piece, inverted, run, near), default=(start, end))


def _mixed(piece: str, inverted: str, run: tuple[int, int], near: slice) -> float:
    return likelihood((piece[: run[0]] + inverted[run[0] : run[1]] + piece[run[1] :])[near])


class Gains(dict[str, float]):
    """What each character gains when it is read in the other encoding, reckoned when first asked for."""

    def __init__(self, page: str, encoding: str) -> None:
        super().__init__()
        self._table, self._codec = bytes_shown(page), CODECS[encoding]

    def __missing__(self, character: str) -> float:
        self[character] = gain = words.score(self.read(character)) - words.score(character)
        return gain

    def read(self, character: str) -> str:
        """The one character that it spells in the other encoding, U+FFFD if none."""
        try:
            read = self._table.get(ord(character), character).encode("latin-1").decode(self._codec)
        except UnicodeError:
            return LOST
        return read if len(read) == 1 else LOST


@cache
def gains(page: str, encoding: str) -> Gains:
    """The gains of reading what `page` shows as `encoding`."""
    return Gains(page, encoding)


def big5_of(text: str) -> tuple[str, ...]:
    """The Big5 tables that the text may be shown in, the better one first.

    One alone if the characters that the two have in different places leave no doubt.
    """
    older, newer = bytes_shown(OLD_BIG5), bytes_shown(BIG5)
    counts = Counter(c for c in _DIFFERING.findall(text) if older.get(ord(c)) != newer.get(ord(c)))
    by_newer, by_older = (sum(gains(t, GB)[c] * n for c, n in counts.items()) for t in (BIG5, OLD_BIG5))
    tables = (BIG5, OLD_BIG5) if by_newer >= by_older else (OLD_BIG5, BIG5)
    return tables[:1] if not counts or abs(by_newer - by_older) > _NO_DOUBT else tables


def big5_tables(line: str, tables: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the page's tables to try on a line: the first if it holds nothing that they have in different places."""
    return tables if _DIFFERING.search(line) else tables[:1]
