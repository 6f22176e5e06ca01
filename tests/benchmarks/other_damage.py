"""Damage of every class but the mirror sites': what wrong decoders, HTML, PDF files and editors do to a text.

Written apart from the detectors: nothing here knows how they undo it. Each way takes a sound text and dice and gives
the damaged text back, or the same if it has no hold on it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

Way = Callable[[str, random.Random], str]
HAN = re.compile("[\u4e00-\u9fff]")
NAMED = {"“": "ldquo", "”": "rdquo", "‘": "lsquo", "’": "rsquo", "—": "mdash", "…": "hellip", "·": "middot"}
TAGS = ("<b>{}</b>", "<strong>{}</strong>", '<span style="color:red">{}</span>', '<a href="/news/1.html">{}</a>')
UNASSIGNED = "\x81\x8d\x8f\x90\x9d"
"""Bytes without a character in Windows-1252."""
WIDE = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}


def steps(*chain: tuple[str, str]) -> Way:
    """The text encoded and decoded in the wrong encoding, perhaps more than once; what the first lacks is left out."""

    def damage(text: str, dice: random.Random) -> str:
        for encoding, page in chain:
            text = decoded(text.encode(encoding, "ignore"), page)
        return text

    return damage


def decoded(data: bytes, page: str) -> str:
    """Bytes as a program shows them; browsers show a byte without a character of Windows-1252 as a control."""
    if page != "cp1252":
        return data.decode(page, "replace")
    return "".join(bytes([b]).decode("cp1252") if chr(b) not in UNASSIGNED else chr(b) for b in data)


def without_unassigned(text: str, dice: random.Random) -> str:
    """UTF-8 as Windows-1252 on a page that lost the characters nobody sees."""
    return decoded(text.encode(), "cp1252").translate(dict.fromkeys(map(ord, UNASSIGNED)))


def each(pattern: str, change: Callable[[str, random.Random], str], share: float = 1.0) -> Way:
    """Some of the places a pattern matches, changed."""

    def damage(text: str, dice: random.Random) -> str:
        return re.sub(pattern, lambda m: change(m[0], dice) if dice.random() < share else m[0], text)

    return damage


def sown(characters: str, share: float) -> Way:
    """Unseen characters behind some Chinese ones."""
    return each(HAN.pattern, lambda c, dice: c + dice.choice(characters), share)


def doubled(marks: str, share: float) -> Way:
    """Marks set twice."""
    return each(f"[{marks}]", lambda mark, dice: mark * 2, share)


@cache
def forms(*ranges: range) -> dict[int, str]:
    """Characters to the compatibility form that a font names them by."""
    codes = [code for part in ranges for code in part]
    usual = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in codes}
    return {ord(c): form for c, form in usual.items() if len(c) == 1 and c != form}


def in_forms(*ranges: range) -> Way:
    """The text with all characters that have one in their compatibility form."""
    return lambda text, dice: text.translate(forms(*ranges))


def wrapped(width: int) -> Way:
    """Lines cut at a width, never before a closing mark and never within Latin words and numbers."""

    def damage(text: str, dice: random.Random) -> str:
        return "\n".join(line for paragraph in text.split("\n") for line in lines(paragraph, width))

    return damage


def lines(paragraph: str, width: int) -> Sequence[str]:
    """The lines that a paragraph is cut into."""
    found, at = [], 0
    while len(paragraph) - at > width:
        end = at + width
        while end < len(paragraph) and (
            paragraph[end] in "，。、；：！？”』」）》" or paragraph[end - 1 : end + 1].isascii()
        ):
            end += 1
        found.append(paragraph[at:end])
        at = end
    return [*found, paragraph[at:]]


def spaced_passages(text: str, dice: random.Random) -> str:
    """Four to six characters of a sentence set apart, in every second paragraph."""
    return re.sub(r"(?<=[^\n]{10})[\u4e00-\u9fff]{4,6}(?=[^\n]{10})", _spaced_first(dice), text)


def _spaced_first(dice: random.Random) -> Callable[[re.Match[str]], str]:
    return lambda match: " ".join(match[0]) if dice.random() < 0.05 else match[0]


def spaced_paragraph(text: str, dice: random.Random) -> str:
    """All characters of one paragraph set apart."""
    parts = text.split("\n")
    long = [place for place, part in enumerate(parts) if len(part) > 40 and not re.search("[A-Za-z0-9 ]", part)]
    if long:
        place = dice.choice(long)
        parts[place] = " ".join(parts[place])
    return "\n".join(parts)


def one_paragraph(way: Way) -> Way:
    """Only one paragraph of a sound text damaged."""

    def damage(text: str, dice: random.Random) -> str:
        parts = text.split("\n")
        place = dice.choice([place for place, part in enumerate(parts) if len(part) > 20] or [0])
        parts[place] = way(parts[place], dice)
        return "\n".join(parts)

    return damage


def one_sentence(way: Way) -> Way:
    """Only one sentence of a sound text damaged."""

    def damage(text: str, dice: random.Random) -> str:
        sentences = re.split(r"(?<=[。！？\n])", text)
        place = dice.choice([place for place, s in enumerate(sentences) if 8 < len(s) < 90] or [0])
        sentences[place] = way(sentences[place].rstrip("\n"), dice) + "\n" * sentences[place].endswith("\n")
        return "".join(sentences)

    return damage


MISREAD: dict[str, Way] = {
    "UTF-8 as GBK": steps(("utf-8", "gb18030")),
    "UTF-8 as Windows-1252": steps(("utf-8", "cp1252")),
    "UTF-8 as Windows-1252, bytes dropped": without_unassigned,
    "UTF-8 as Latin-1": steps(("utf-8", "latin-1")),
    "GBK as Latin-1": steps(("gbk", "latin-1")),
    "GBK as Windows-1252": steps(("gbk", "cp1252")),
    "GBK as Big5": steps(("gbk", "cp950")),
    "Big5 as GBK": steps(("big5hkscs", "gb18030")),
    "Big5 as GBK, first bytes lost": steps(("big5hkscs", "gbk")),
    "Big5 as Windows-1252": steps(("big5hkscs", "cp1252")),
    "UTF-8 as Latin-1 twice": steps(("utf-8", "latin-1"), ("utf-8", "latin-1")),
    "UTF-8 as Windows-1252 twice": steps(("utf-8", "cp1252"), ("utf-8", "cp1252")),
    "UTF-8 as GBK twice": steps(("utf-8", "gb18030"), ("utf-8", "gb18030")),
    "GBK as Latin-1, UTF-8 as Latin-1": steps(("gbk", "latin-1"), ("utf-8", "latin-1")),
    "UTF-8 as Latin-1, UTF-8 as GBK": steps(("utf-8", "latin-1"), ("utf-8", "gb18030")),
}
"""Wrong encodings."""

OTHERS: dict[str, Way] = {
    "entities, named": each(f"[{''.join(NAMED)}]", lambda c, dice: f"&{NAMED[c]};"),
    "entities, decimal": each(r"[^\x00-\x7f]", lambda c, dice: f"&#{ord(c)};"),
    "entities, hexadecimal, some": each(HAN.pattern, lambda c, dice: f"&#x{ord(c):x};", 0.02),
    "entities without semicolon": each(HAN.pattern + "(?![0-9])", lambda c, dice: f"&#{ord(c)}", 0.02),
    "entities escaped twice": each(f"[{''.join(NAMED)}]", lambda c, dice: f"&amp;{NAMED[c]};"),
    "entities cut off": each("[“”—…]", lambda c, dice: f"&{NAMED[c][: dice.choice((3, 4, 5))]}", 0.2),
    "tags around words": each(HAN.pattern + "{2}", lambda word, dice: dice.choice(TAGS).format(word), 0.02),
    "tags around paragraphs": each("(?m)^.+$", lambda line, dice: f"<p>{line}</p>"),
    "Kangxi radicals": in_forms(range(0x2F00, 0x2FD6)),
    "compatibility ideographs": in_forms(range(0xF900, 0xFA0E)),
    "full-width digits and letters": lambda text, dice: text.translate(WIDE),
    "full-width, some": each("[0-9]{2,}|[A-Za-z]{2,}", lambda run, dice: run.translate(WIDE), 0.15),
    "zero-width characters": sown("\u200b\u200c\u200d\u2060\ufeff", 0.03),
    "marks of direction": sown("\u200e\u200f\u202a\u202c", 0.02),
    "soft hyphens": sown("\xad", 0.02),
    "control characters": sown("\x02\x08\x1f", 0.02),
    "variation selectors": sown("\ufe00\ufe01", 0.02),
    "line separators": sown("\u2028", 0.01),
    "letters spaced out": spaced_passages,
    "paragraph spaced out": spaced_paragraph,
    "lines wrapped at 20": wrapped(20),
    "lines wrapped at 36": wrapped(36),
    "marks doubled": doubled("，。", 0.1),
    "half-width twins": each("[，。；]", lambda mark, dice: mark + {"，": ",", "。": ".", "；": ";"}[mark], 0.1),
}
"""What HTML, PDF files and editors do."""
