"""Full-width punctuation that a site flattened to ASCII: 開展以來,我市.

The sites flatten every `，（）：；！？` of a page and leave `。、“”《》`. So a page is judged first: ASCII marks
between Chinese, hardly any of their full-width forms, and full-width ones of the other kind. Then each mark is
judged by what stands beside it, so that numbers, times, formulas, citations, English and code keep theirs.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import chain

from reviewer.language import words
from reviewer.repair.channel import FLATTENED
from reviewer.repair.damage import Kind, Remedy
from reviewer.repair.progress import Progress, ignored, told_of
from reviewer.repair.repairs import Repairs
from reviewer.text.message import Message
from reviewer.text.span import Span

RULE = "flattened"
VERSION = 2
WIDE = {ascii_form: full for full, ascii_form in FLATTENED.items()}
_HAN = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "、。“”‘’《》〈〉「」『』【】〔〕…—％℃·"
_CHINESE = _HAN + _MARKS
_BETWEEN = re.compile(rf"[,:;!?](?<=[{_CHINESE}].)(?=[{_CHINESE}\n]|$)")
_FULL = "，：；！？"
_KEPT_WIDE = re.compile(r"[、。“”《》]")
_QUESTION = re.compile(
    r"[嗎吗呢麼么吧誰谁哪何幾几怎孰豈岂否]|什[麼么]|多少|有沒有|有没有|有[無无]|[是可能會会]否|後來$|后来$"
    r"|([一-鿿])[不沒没]\1|[還还]是|越.{1,3}越|[嘛呀啊咩喎囉喔㗎]$"
)
_NOT_IN_A_CLAUSE = re.compile(r"[。，,；;！!？?：:、「『“‘…\n]")
_CLAUSE, _SOUND = 3, -9.0
"""Characters of a clause that may end with a question mark although no word asks, and how sound it must be: a character
lost at a cut has text or a mark behind it, seldom the end of a line or quotation."""
_ENDS = "\n」』”’\0"
_SENTENCE_END = "。！？!?\n”’」』…；;"
_ENTITY = re.compile(r"&#?\w{2,8};")
_FOREIGN = re.compile(r"[A-Z][A-Za-z]*(?:[ .&-]{1,2}[A-Za-z]+)*")
"""A name or term in Latin letters, which stands in full-width brackets behind Chinese; not a reading or a citation."""
_HEAD = re.compile(r"^[ \u3000]*(\()\d{1,2}\)", re.M)
_NEAR = 24
_AWAY = "\0"
_ANY = "字"
_TOLD_EVERY = 8192
"""After how many marks it is told how far the work is."""


def find(text: str, restored: Iterable[Span] = (), progress: Progress = ignored) -> Repairs:
    """The flattened marks of `text`. Positions are code points of `text`.

    `restored` are shifted runs undone: the marks in them were never shown, so they tell nothing of the page.
    """
    if not _is_flattened(_as_shown(text, restored), progress):
        return Repairs.of(text, ())
    entities = [match.span() for match in _ENTITY.finditer(text)]
    tick = partial(progress, 1.0)
    brackets = list(told_of(_brackets(text), tick))
    heads = frozenset(_list_heads(text) if brackets else ())
    marks = chain(_single(text, progress), brackets, heads)
    wide = array("i", sorted(at for at in marks if not _inside(entities, at)))
    tick()
    doubtful = {mark: _remedy(mark, len(wide), 0.8) for mark in "!?"}
    likely = {mark: _remedy(mark, len(wide), 0.93) for mark in "()"}
    sure = {mark: _remedy(mark, len(wide), 0.99) for mark in WIDE}
    remedies = [
        doubtful[mark] if mark in doubtful and _may_hide_a_cut(text, at) else (likely if at in heads else sure)[mark]
        for at, mark in ((at, text[at]) for at in told_of(wide, tick))
    ]
    return Repairs(text, wide, array("i", map((1).__add__, wide)), remedies)


def _as_shown(text: str, restored: Iterable[Span]) -> str:
    """The text with any one character in the place of each restored run."""
    pieces: list[str] = []
    at = 0
    for span in restored:
        pieces += (text[at : span.start], _ANY)
        at = span.end
    return "".join((*pieces, text[at:]))


def _is_flattened(text: str, progress: Progress) -> bool:
    full = sum(map(text.count, _FULL))
    progress(0.0)
    between = len(_BETWEEN.findall(text))
    progress(0.0)
    return between > 8 * full and between > 0 and (between > 2 or bool(_KEPT_WIDE.search(text)))


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    if not spans:
        return False
    i = bisect_right(spans, (at, len(spans) and spans[-1][1] + 1)) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]


@cache
def _wide() -> re.Pattern[str]:
    """Marks that were full-width by what stands beside them, and question marks, of which that does not tell.

    Those in a Latin word and behind a blank (`see, 張`) were not. Compiled when a page first needs it.
    """
    return re.compile(
        rf"[,:;](?:(?<=[{_CHINESE}].)|(?<=[)%].)(?=[^\x00-\x7f])|(?<!\s.)(?=[{_CHINESE}]))"
        r"|,(?<=[%)].)(?![ \n])(?=[\x00-\x7f]|$)"
        rf"|!(?<=[{_CHINESE}!)?].)"
        r"|\?"
    )


def _single(text: str, progress: Progress) -> Iterator[int]:
    """The places of marks other than brackets that were full-width."""
    for number, match in enumerate(_wide().finditer(text)):
        at = match.start()
        if number % _TOLD_EVERY == 0:
            progress(at / len(text))
        if text[at] != "?" or _is_question(text, at):
            yield at


def _is_question(text: str, at: int) -> bool:
    """Whether a question mark ends a question; otherwise it may stand for a character that was lost."""
    before, after = text[at - 1 : at] or _AWAY, text[at + 1 : at + 2] or _AWAY
    if not (_chinese(before) or before in ")"):
        return before == "!"
    clause = _NOT_IN_A_CLAUSE.split(text[max(0, at - _NEAR) : at])[-1]
    if _QUESTION.search(clause):
        return _chinese(after) or after.isspace() or after in "!?()" + _AWAY
    return after in _ENDS and len(clause) >= _CLAUSE and all(map(_is_han, clause)) and words.score(clause) > _SOUND


def _is_han(character: str) -> bool:
    # Compared, because a pattern of so many characters takes milliseconds to compile.
    later = "\uf900" <= character <= "\ufaff" or "\U00020000" <= character <= "\U0003ffff"
    return "\u3400" <= character <= "\u9fff" or character == "\u3007" or later


def _chinese(character: str) -> bool:
    return character in _MARKS or _is_han(character)


def _brackets(text: str) -> Iterator[int]:
    """The places of brackets that were full-width; a pair is judged as one."""
    open_at: list[int] = []
    for match in re.finditer(r"[()\n]", text):
        if match[0] == "(":
            open_at.append(match.start())
        elif match[0] == "\n":
            open_at.clear()
        elif open_at:
            start = open_at.pop()
            if _wide_pair(text, start, match.start()):
                yield from (start, match.start())


def _list_heads(text: str) -> Iterator[int]:
    """The places of brackets round the numbers of a list: most pages with full-width brackets have them there."""
    for match in _HEAD.finditer(text):
        if _chinese(text[match.end() : match.end() + 1] or _AWAY):
            yield from (match.start(1), match.end() - 1)


def _wide_pair(text: str, start: int, end: int) -> bool:
    """Chinese inside, or a number between Chinese; a reading, a formula or a citation keeps its brackets."""
    inside, before, after = text[start + 1 : end], text[start - 1 : start] or _AWAY, text[end + 1 : end + 2] or _AWAY
    if any(map(_is_han, inside)):
        return not (before.isascii() and before.isalpha() and after.isascii() and after.isalpha())
    if _FOREIGN.fullmatch(inside):
        return _is_han(before) and not (after.isascii() and after.isalnum())
    beside = _chinese(before) and (not after.isascii() or after in ",;:!?\n" + _AWAY)
    return beside and bool(inside.strip()) and not re.search(r"[A-Za-zÀ-ɏ=+*/]", inside)


def _remedy(mark: str, count: int, confidence: float) -> Remedy:
    reason = Message.of("repair.flattened", mark=mark, full=WIDE[mark], count=count)
    return Remedy(WIDE[mark], Kind.PUNCTUATION_WIDTH, RULE, VERSION, confidence, (reason,))


def _may_hide_a_cut(text: str, at: int) -> bool:
    """Whether the mark is part of `!?` with text right behind: a cut stop and quote with an eaten line end look so."""
    start = at if text.startswith("!?", at) else at - 1
    return (
        start >= 0
        and text.startswith("!?", start)
        and bool(after := text[start + 2 : start + 3])
        and (_is_han(after) or after in "0123456789“「『《")
    )
