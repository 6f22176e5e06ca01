"""Numbers that name and do not count (〔2020〕15號, 11.27案, “3·15”, 88號), and those that are no figure at all."""

from __future__ import annotations

import re

from reviewer.figures.draft import LINE_ENDS, Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.naming import named_end
from reviewer.figures.patterns import Later
from reviewer.figures.unit import unit_at
from reviewer.figures.vocabulary import context

_DOCUMENT = Later(r"[〔\[(]((?:19|20)[0-9]{2})[〕\])]([^，。；,;\s“”()]{0,14}?)第?([0-9]{1,5})号")
_CASE_NUMBER = Later(r"[0-9]{2,5}(?: ?年度?[^\s，。；、0-9]{1,8}?字第?| ?字第) ?[0-9]{1,8} ?号")
_DOTTED_DAY = Later(r"(1[0-2]|0?[1-9])([.·])(3[01]|[12][0-9]|0?[1-9])(?![0-9.%])[”\"]?")
_ACCOUNT = Later(r"[0-9]{6} [0-9]{7}(?![0-9])|[0-9]{4}(?: [0-9]{4}){2,}(?: [0-9]{1,4})?(?![0-9])")
_BUS = Later("[0-9]{1,3}路(?![人兵纵军大口段面])")
_NUMBER = Later(r"[0-9]+(?:-[0-9]+){0,3} ?[地建]?号(?:之[0-9]{1,2})?|[一二三四五六七八九十百]+号")
_ROOM = Later(
    r"[0-9]{1,3} ?楼(?!盘|宇|房|市|层|道|长)"
    r"|(?<=[楼科第])[0-9]{1,3} ?诊(?![断疗治次所金室])"
    r"|(?<=[详见阅参]) ?[0-9]{1,4} ?页|[0-9]{1,3} ?排(?=[0-9]{1,3} ?[号座])"
    r"|(?<![分兵共有为成])[0-9]{1,3}路(?=、[A-Z0-9]{1,4}路|绕行|改道|停运|缩线|延时|末班|首班)"
    r"|[0-9]{2,3}(?=[与和及][0-9]{2,3} ?线(?![城条路上下性索人数]))"
    r"|(?<=[下楼场层室])[0-9]{1,3} ?[铺舖](?![设有])"
    r"|[0-9]{1,3} ?邻(?![居里近国])"
    r"|[0-9]{1,5} ?(?:室|号楼|单元|弄|巷(?![子道口尾战])|幢[0-9]|栋[0-9]|路(?:公交|公共|电车|巴士|公车|车(?![道辆流])))"
    r"|(?<=道)[0-9]{1,3}[甲乙]?线|[0-9]{1,4} ?[甲乙丙丁][线路]"
    r"|(?<=[苑阁邨园厦庭轩居城])[ 第]?[0-9]{1,2} ?座(?=[0-9A-Z]|[高中低地][层下])"
    r"|[0-9]{1,3} ?线(?![城条路上下性索人数])|[0-9]{1,5} ?(?:次列车|次航班|国道|省道|高地)"
)
_PAPER = Later(r"[0-9]+(?:/[0-9]+)*(?:\([0-9]+\))?")
_PAPER_BEFORE = Later(r"[A-Za-z]{1,6}\([0-9A-Za-z]{1,4}\)$")
_HEX = Later("[0-9A-Fa-f]+")
_SERIES = Later(r"[0-9]+(?:\.[0-9]+){2,}")
_MARKER = Later(r"(?!19|20)[0-9]{4}\. (?=[^\W0-9])|[0-9一二三四五六七八九十]{1,3}(?:[、)](?! ?[0-9])|\.(?![0-9]))")
_SECTION = Later(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3} +(?=[^\W0-9])")
_YEARS_BORN = Later(r"[0-9]0后(?![来续面])")
_SUM = Later(r"[0-9]{1,3}(?:[+x×X*][0-9NnXx]{1,3})+(?![0-9.])")
_TICKET = Later("[0-9]{1,3} ?日(?:[套通]?票(?![房据选决面])|[套通]?券|乘车券|周游券|均线|移动平均)")
_VERSION = Later(
    r"[0-9] ?类(?=区|声|标准|功能区|水[质体域]|用地|地区|风险|医疗器械|疫苗)"
    r"|[0-9]+\.[0-9]+ ?(?:版本?|时代)|[0-9]+ ?(?:型(?!企|的)|式(?!样))|[0-9]{1,2}(?:\.[0-9])? ?(?:寸屏|核处理器|代酷睿)"
)
_LATITUDE = Later(
    r"[0-9]{1,3}(?:\.[0-9]+)? ?[°度](?: ?[0-9]{1,2}(?:\.[0-9]+)? ?[′'分](?: ?[0-9]{1,2}(?:\.[0-9]+)? ?[″\"秒])?)?"
)
_COORDINATES = ("东经", "西经", "北纬", "南纬", "经约", "纬约", "经为", "纬为", "东经 ", "北纬 ", "经度", "纬度")
_DEGREES = ("度", "°")
_ROOM_WORDS = frozenset("与和及舖铺页排诊楼室号单巷弄幢栋路线次国省高邻座甲乙丙丁 ")
_SUFFIX = Later("(?:[0-9]{1,3}号)?之[0-9一二三四五六七八九十]{1,2}")
_NUMBER_WORDS = frozenset("号- 地建")
_AFTER_NAME = frozenset("后+xX×* 版时型式寸核代.日类")
_OPEN = "〔[("


def identifier_at(scene: Scene, start: int, end: int) -> Draft | None:
    """The identifier that the number at `start` to `end` belongs to."""
    folded = scene.folded
    if start and folded[start - 1] in _OPEN and (match := _DOCUMENT.match(folded, start - 1)):
        return _draft(scene, start - 1, match.end(), match.end() - 1)
    case = _CASE_NUMBER.match(folded, start) if folded[end : end + 1] in "年字 " else None
    if case is not None:
        return _draft(scene, start, case.end(), case.end() - 1)
    day = _DOTTED_DAY.match(folded, start) if "." in folded[start : end + 1] or folded[end : end + 1] == "·" else None
    if day is not None and (found := _case(scene, day)):
        return found
    if folded[end : end + 1] in _DEGREES and (point := _coordinate(scene, start)):
        return point
    room = _ROOM.match(folded, start) if folded[end : end + 1] in _ROOM_WORDS else None
    if room is not None:
        suffix = _SUFFIX.match(folded, room.end())
        return _draft(scene, start, suffix.end() if suffix else room.end(), end)
    number = _NUMBER.match(folded, start) if folded[end : end + 1] in _NUMBER_WORDS else None
    if number is not None and not folded.startswith(("召", "称", "令枪", "角", "脉", "啕"), number.end()):
        return _draft(scene, start, number.end(), start + len(number.group().rstrip("号地建 ").partition("号")[0]))
    return _bus_or_account(scene, start, end) or _long(scene, start, end)


def _coordinate(scene: Scene, start: int) -> Draft | None:
    """東經114.8度, 北緯25°02′: where a place is, no size."""
    if not scene.folded.endswith(_COORDINATES, 0, start):
        return None
    match = _LATITUDE.match(scene.folded, start)
    return _draft(scene, start, match.end(), match.end()) if match is not None else None


def _bus_or_account(scene: Scene, start: int, end: int) -> Draft | None:
    """公交7路, 6222 0212 0200 1234 567."""
    folded = scene.folded
    account = _ACCOUNT.match(folded, start) if folded[end : end + 1] == " " else None
    if account is not None:
        return _draft(scene, start, account.end(), account.end())
    bus = _BUS.match(folded, start) if folded[end : end + 1] == "路" else None
    if bus is not None and "公交" in folded[max(0, start - 16) : start]:
        return _draft(scene, start, bus.end(), end)
    return None


def _long(scene: Scene, start: int, end: int) -> Draft | None:
    """Digits too many to count anything, or after a name, or with a zero before them."""
    folded = scene.folded
    if end - start >= 8 and folded[start:end].isdigit() and _follows_name(folded, start) and _no_unit(folded, end):
        return _draft(scene, start, end, end)
    clock = end - start == 2 and folded[end : end + 1] == ":" and folded[end + 1 : end + 2].isdigit()
    if folded[start:end].isdigit() and (end - start >= 12 or (end - start > 1 and folded[start] == "0" and not clock)):
        return _draft(scene, start, end, end)
    return None


_COUNTS = tuple("为是达到约共计有近超过逾破至和与及或于等仅只")


def _follows_name(folded: str, start: int) -> bool:
    """Whether a long number without groups stands right after a word: 自然科学基金32070423."""
    before = folded[start - 1 : start]
    return before.isalpha() and not before.isascii() and before not in _COUNTS


def _case(scene: Scene, match: re.Match[str]) -> Draft | None:
    """A case, campaign or day named by month and day; with a plain point only where such a word follows."""
    start, after = match.start(), match.end()
    end = match.end(3)
    word = context("case_words").after(scene.folded, after)
    if word is None and match[2] == ".":
        return None
    covered = end + len(word) if word in ("案", "专案", "事件", "事故") and after == end else end
    return _draft(scene, start, covered, end)


def _draft(scene: Scene, start: int, end: int, value_end: int) -> Draft:
    value = re.sub("[-—]+", "-", scene.narrow(start, value_end).strip())
    return Draft(start, end, FigureKind.IDENTIFIER, value, checkable=False)


def names_nothing(folded: str, start: int, end: int) -> int | None:
    """Where the passage ends that a number stands in without being a figure; None for others.

    Parts of words in letters (PM2.5, 5G), numbering of lists and sections, versions, 90后, 图3, sums such as 5+2.
    """
    before = folded[start - 1] if start else "\n"
    if before.isascii() and (before.isalpha() or before == "_") and not _may_count(folded, start, end, before):
        return named_end(folded, start, end) or end
    tied = _tied(folded, start, end, before) if before in _TYING else None
    if tied is not None:
        return tied
    series = _SERIES.match(folded, start) if folded[end : end + 1] == "." else None
    if series is not None:
        return series.end()
    if (before in LINE_ENDS or _opens_line(folded, start)) and (
        match := _MARKER.match(folded, start) or _SECTION.match(folded, start)
    ):
        return match.end() if _no_unit(folded, match.end()) else None
    return _numbered(folded, start, end, before)


_RUN_ON = Later(r"(?:[./—~-]{1,2}[0-9]+)+")
_LINE_OPENS = Later(r"(?:^|[\n\r\u2028])[ #*>•·-]{0,7} $")


def _is_bracketed_name(folded: str, start: int, end: int) -> bool:
    """(3)落实, （114）字第, （81234567）: a number alone in brackets that counts nothing."""
    return end - start <= 2 or end - start >= 7 or folded[end + 1 : end + 2] in ("字", "号", "院", "府")


def _opens_line(folded: str, start: int) -> bool:
    """Whether only blanks and signs of headings and lists stand before it in its line."""
    return folded[start - 1] == " " and _LINE_OPENS.search(folded, max(0, start - 9), start) is not None


def _may_count(folded: str, start: int, end: int, letter: str) -> bool:
    """Whether a letter before a number is a sign: 3x4, T10:31; in PX9 it is part of a name."""
    if letter in "xX":
        word = folded[max(0, start - 3) : start - 1].rstrip()[-1:]
        return word.isdigit() or word == ")"
    if letter.isupper() and folded[start - 2 : start] != "pH" and context("indexes").before(folded, start) is not None:
        return True
    return letter == "T" and folded[end : end + 1] == ":" and not folded[max(0, start - 2) : start - 1].isalpha()


_PART_OF = Later("(?:附件|附表|附录|附图|[表图])[一二三四五六七八九十0-9]{1,2}之$")
_TYING = frozenset("xX)之#线/-.—")


def _tied(folded: str, start: int, end: int, before: str) -> int | None:
    """Where the name ends that the sign before a number ties it to: 0x1F, CB(4)312, 3楼之1, #2, f/2.8, 7-11."""
    other = folded[start - 2 : start - 1]
    if before in "xX":
        code = _HEX.match(folded, start) if other == "0" else None
        return code.end() if code is not None else None
    if before == ")":
        paper = _PAPER.match(folded, start) if _PAPER_BEFORE.search(folded, max(0, start - 12), start) else None
        return paper.end() if paper is not None else None
    if before in "-.—":
        joined = other.isascii() and (other.isalnum() if before != "—" else other.isalpha())
        return end if joined else None
    sign = {
        "之": other in ("楼", "号") or _PART_OF.search(folded, max(0, start - 6), start) is not None,
        "#": True,
        "线": folded[end - 1] == "K",
        "/": other in ("f", "F"),
    }
    return end if sign[before] else None


def _numbered(folded: str, start: int, end: int, before: str) -> int | None:
    name = named_end(folded, start, end)
    if name is not None:
        return name
    for pattern in (_YEARS_BORN, _SUM, _VERSION, _TICKET) if folded[end : end + 1] in _AFTER_NAME else ():
        match = pattern.match(folded, start)
        if match is not None:
            return match.end()
    if before in "([" and folded[end : end + 1] in ")]" and _is_bracketed_name(folded, start, end):
        return end
    at = start - (before in " .:为是")
    word = context("numbered_before").before(folded, at)
    if (
        word is not None
        and _no_unit(folded, end)
        and not (len(word) == 1 and folded[at - 2 : at - 1] not in tuple("\n，。、(见如和及与：:； ") and at > 1)
    ):
        rest = _RUN_ON.match(folded, end)
        return rest.end() if rest is not None and _no_unit(folded, rest.end()) else end
    return None


def _no_unit(folded: str, end: int) -> bool:
    """Whether no unit stands there: 表2 is a table's number, 手表2块 and 2.4 個百分點 are not."""
    return unit_at(folded, end) is None and not folded.startswith(("个 百", "个百", "%"), end)
