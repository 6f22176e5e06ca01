"""HTML left in text: entities, whole, escaped twice or cut off, and tags that no page shows.

Entities are what the HTML standard says they are, so reading them is exact. Not touched: texts about HTML or code,
entities that are quoted, `AT&T`, addresses such as `?a=1&copy=2`, `a<b`. Runs first, because a decoder's mistakes may
themselves have been written as entities (`&Ouml;&ETH;`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from reviewer.repair.damage import Kind, Repair
from reviewer.text.message import Message

VERSION = 3
_COMMON = re.findall(
    r"\w+",
    """nbsp amp lt gt quot apos ldquo rdquo lsquo rsquo mdash ndash hellip middot bull copy reg trade times yen deg
    ensp emsp thinsp laquo raquo permil plusmn divide sect para""",
)
"""Names that pages use in Chinese text, recognised also without their semicolon or cut off."""
_QUOTING = ["ldquo", "rdquo", "lsquo", "rsquo", "mdash", "ndash", "hellip", "middot", "nbsp"]
"""Those that stand before capitals and figures, too."""
_NEAR, _PAIRED_WITHIN = 160, 4000
"""Characters around in which a passage's topic shows, and in which a tag's partner is looked for."""
_CUT_OFF = 3
"""Letters of a name that must be left to tell it."""
_WHOLE = r"[&＆] ?(?:amp[;；])*(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,31}) ?[;；]"
_OPEN = (
    r"[&＆](?:amp[;；])*(?:#(?:160|82\d\d|\d{5})(?!\d)|#[xX][0-9A-Fa-f]{4}(?![0-9A-Fa-f])"
    rf"|(?:{'|'.join(_COMMON)})(?![A-Za-z0-9=])|(?:{'|'.join(_QUOTING)})(?=[A-Z0-9]))"
)
_BARE = r"(?:#\d{5};){2,}"
_SIGN = re.compile(r"[&＆<#](?:[#!/A-Za-z]| [a-z]|\d{5};)")
_ENTITIES = re.compile(rf"(?:{_WHOLE}|{_OPEN}|{_BARE})+")
_CUT = re.compile(r"(?<![A-Za-z0-9&])&([a-z]{2,5});?(?=[^\x00-\x7f]|\s|$|\.{3}|&[a-z]{2,5}[^a-z;=])")
_CUT_QUOTE = re.compile(r"&(ldqu|rdqu|lsqu|rsqu|mdas|ndas|helli|hell)(?=[A-Z0-9&]|[^\x00-\x7f])")
_INLINE = (
    "a abbr b big center em font i img ins label s small span strong strike sub sup u o:p st1:[a-z]+ v:[a-z]+ w:[a-z]+"
)
_BLOCK = "br p div li ul ol dl dt dd tr td th table tbody thead h[1-6] hr blockquote pre section article header footer"
_LETTERS = "abipsu"
"""Names of one letter: `a<b>c` is arithmetic, so these count only with their end tag or attributes."""
_NAMES = "|".join((_INLINE + " " + _BLOCK).split())
_TAG = rf"<(?:/?(?:{_NAMES})(?:\s+[a-zA-Z:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?|!--[^<>]*?--)>"
_ESCAPED_TAG = rf"&lt;/?(?:{_NAMES})\s*/?&gt;"
_TAGS = re.compile(rf"(?:(?:{_TAG}|{_ESCAPED_TAG})[ \t]*)*(?:{_TAG}|{_ESCAPED_TAG})", re.I)
_PLAIN_TAG = re.compile(r"<[/a-zA-Z][^<>]*>?|^[^<>]{0,200}=[^<>]*>")
"""Tags beside, whole and cut by the window, whose attributes say nothing of the text's topic."""
_BREAK = re.compile(rf"(?:<|&lt;)/?(?:{'|'.join(_BLOCK.split())})\b", re.I)
_LETTER_TAG = re.compile(rf"</?([{_LETTERS}])>", re.I)
_COMPARED = re.compile(r"[A-Za-z0-9]<[a-z]>[A-Za-z0-9]", re.I)
_SOURCE = re.compile(r"<(?:!doctype|html|head|body|script|style|\?xml|\?php)\b", re.I)
_ABOUT = re.compile(
    r"x?html|\bxml\b|javascript|\bcss\b|源代[码碼]|源[码碼]|原始[码碼]|[网網]页代码|網頁代碼|程式碼|程序代码|代码[块段行]"
    r"|转义|轉義|字符实体|字元實體|字符實體|[标標][记記][语語]言|markup|\bentit(?:y|ies)\b",
    re.I,
)
_TAUGHT = (
    "HTML",
    "XML",
    "JavaScript",
    "CSS",
    "源代码",
    "源代碼",
    "源码",
    "原始碼",
    "程式碼",
    "转义",
    "轉義",
    "字符实体",
)
"""Words for what texts about markup are about; a text with more than two of them is one."""
_NAMED_TAG = re.compile(
    r"</?[a-z][a-z0-9]*> ?(?:標籤|标签|元素|標記|标记)|(?:標籤|标签|元素|標記|标记) ?[「“]?</?[a-z]", re.I
)
"""Where a text calls a tag a tag: then it is about them."""
_CODE = re.compile(r"&&|==|=>|->|\(\)|[{}]|^\s*(?:#include|import |def |var |let |const )")
_ADDRESS = re.compile(r"(?:[a-z]+://|www\.)[!-~]+|\?[\w%.-]+=[!-~]*", re.I)
_HEADING = re.compile(r"^#{1,6} \S", re.M)
_WRITTEN = (
    _HEADING,
    re.compile(r"^ *(?:```|~~~)", re.M),
    re.compile(r"\[[^\[\]\n]*\]\((?:https?:|mailto:|[.#/\w])"),
    re.compile(r"^ *\|? *:?-{3,}:? *\|", re.M),
    re.compile(r"\*\*[^*\n]+\*\*|^ *[-*] \S", re.M),
)
"""What Markdown is told by, two of them together: headings, code, links, tables, bold or lists."""
_COMMENT_LINE = re.compile(r"(?<=-->)[ \t]*(?:\n|$)")
_SUBTITLED = re.compile(r"^\d{1,2}:\d\d:\d\d[,.]\d{3} --> ", re.M)
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "'": "'", "`": "`", "《": "》"}


def find(text: str) -> list[Repair]:
    """The entities and tags of `text`. Positions are code points of `text`."""
    found: list[Repair] = []
    reach = 0
    for at in _places(text):
        if at >= reach and _SIGN.match(text, at) and (repair := _at(text, at)):
            found.append(repair)
            reach = repair.end
    return list(filter(_spells_chinese, found)) if found and _is_written(text) else found


def _spells_chinese(repair: Repair) -> bool:
    """Whether numbers stand for Chinese characters, which nobody writes so, not even in Markdown."""
    return "#" in repair.original and all("\u3400" <= character <= "\u9fff" for character in repair.replacement)


def _places(text: str) -> list[int]:
    """Where markup may begin; looked for character by character, which takes no time where there is none."""
    return sorted(at for sign in "&＆<#" for at in _occurrences(text, sign))


def _occurrences(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _is_written(text: str) -> bool:
    """Whether the text is HTML, Markdown, subtitles, or about such, so that markup is its author's."""
    if _SOURCE.search(text) or _NAMED_TAG.search(text) or _SUBTITLED.search(text) or sum(map(text.count, _TAUGHT)) > 2:
        return True
    return sum(bool(pattern.search(text)) for pattern in _WRITTEN) > 1


def _at(text: str, at: int) -> Repair | None:
    """What the markup that begins at `at` says; None if none does, or if it is meant."""
    for pattern, judge in _KINDS:
        match = pattern.match(text, at)
        repair = judge(text, match) if match and not _is_mention(text, *match.span()) else None
        if repair:
            return repair
    return None


def _is_mention(text: str, start: int, end: int) -> bool:
    """Whether the passage is quoted, or stands in a line of code or about HTML."""
    if start and _QUOTES.get(text[start - 1]) == text[end : end + 1] != "":
        return True
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    line = _PLAIN_TAG.sub(" ", before.rpartition("\n")[2] + " " + after.partition("\n")[0])
    return bool(_ABOUT.search(line) or _CODE.search(line))


def _entities(text: str, match: re.Match[str]) -> Repair | None:
    start, end = match.span()
    read = _read(match[0])
    if read == match[0] or _in_address(text, match):
        return None
    return _repair(text, start, end, read, "entity", 0.99 if _is_certain(text, start, match[0], read) else 0.9)


def _read(shown: str) -> str:
    """What a row of entities says; those that the standard does not know stay."""
    plain = re.sub(r"[&＆] ?((?:amp[;；])*[#A-Za-z0-9]+) ?[;；]", r"&\1;", shown).replace("amp；", "amp;")
    plain = re.sub(r"&(?:amp;)+(?=#|[A-Za-z])", "&", plain)
    plain = re.sub(r"(?<!&)(#\d{5};)", r"&\1", plain)
    return re.sub(r"&(?:#\w+|[A-Za-z0-9]+);?", lambda match: _value(match[0]), plain)


def _value(entity: str) -> str:
    read = unescape(entity if entity.endswith(";") else entity + ";")
    return entity if (read.startswith("&") and len(read) > 1) or "\ufffd" in read else read


def _is_certain(text: str, start: int, shown: str, read: str) -> bool:
    """Whether it must be an entity: complete, or spelling Chinese or what stands between Chinese."""
    if shown.endswith((";", "；")):
        apart = not re.fullmatch(r"[A-Za-z]", text[start - 1 : start])
        return apart or "#" in shown or "amp;" in shown or shown[1:-1] in _COMMON
    before = text[start - 1 : start]
    return not before.isascii() or start == 0 or before.isspace() or any(c > "\u2000" for c in read)


def _in_address(text: str, match: re.Match[str]) -> bool:
    """Whether an entity without semicolon is a parameter of an address."""
    if match[0].endswith((";", "；")):
        return False
    around = text[max(0, match.start() - 200) : match.end() + 1]
    at = min(200, match.start())
    return any(m.start() <= at < m.end() for m in _ADDRESS.finditer(around))


def _cut_off(text: str, match: re.Match[str]) -> Repair | None:
    name = _completed(match[1])
    if not name or _in_address(text, match):
        return None
    sure = 0.96 if len(match[1]) >= _CUT_OFF else 0.8
    return _repair(text, *match.span(), unescape(f"&{name};"), "entity-cut-off", sure)


@cache
def _completed(start: str) -> str:
    """The one common name that begins so; empty if there is none, or several."""
    names = [name for name in _COMMON if name.startswith(start) and name != start]
    return names[0] if len(names) == 1 else ""


def _tags(text: str, match: re.Match[str]) -> Repair | None:
    if not _is_tag(text, match):
        return None
    start, end = match.span()
    return _repair(text, start, end, _in_place_of(text, start, end, match[0]), "tag", 0.98)


def _is_tag(text: str, match: re.Match[str]) -> bool:
    """Whether tags of one letter among them have partners, and nothing beside them is compared.

    A comment on a line of its own below headings of Markdown is its author's.
    """
    if match[0].startswith("<!--") and _COMMENT_LINE.match(text, match.end()) and _HEADING.search(text):
        return False
    letters = _LETTER_TAG.findall(match[0])
    around = text[max(0, match.start() - _PAIRED_WITHIN) : match.end() + _PAIRED_WITHIN].lower() if letters else ""
    opened = all(f"<{c}>" in around or f"<{c} " in around for c in map(str.lower, letters) if c != "p")
    paired = opened and all(f"</{c}>" in around for c in map(str.lower, letters) if c != "p")
    return paired and not (letters and _COMPARED.search(text, max(0, match.start() - 1), match.end() + 1))


def _in_place_of(text: str, start: int, end: int, tags: str) -> str:
    """A line end where a tag breaks the line and the text does not, else nothing."""
    at_border = start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] in "\r\n"
    return "\n" if _BREAK.search(tags) and not at_border else ""


def _repair(text: str, start: int, end: int, read: str, rule: str, confidence: float) -> Repair:
    reason = Message.of(f"repair.markup-{rule}", shown=_short(text[start:end]), read=_short(read))
    return Repair(start, end, text[start:end], read, Kind.MARKUP, rule, VERSION, confidence, (reason,))


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "…"


_KINDS = ((_TAGS, _tags), (_ENTITIES, _entities), (_CUT_QUOTE, _cut_off), (_CUT, _cut_off))
