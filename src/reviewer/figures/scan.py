"""Where numerals may stand: one pattern that walks a folded text and stops at each run of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from reviewer.figures.numeral import Numeral, read_folded

DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_POINT_DIGITS = DIGITS.replace("两", "")
PLACES = "十百千万亿兆拾佰仟"

_ARABIC = r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])|[0-9]+)(?:\.[0-9]+)?|(?<![0-9.])\.[0-9]+)"
_NO_BUS = "(?!、[0-9]{1,3}[A-Z]| ?巴士| ?小巴|线)"
_MILLION = r"(?=[^\w]|$|[美元港欧日英人次台辆部件个多余以左]|用户|左右|以上)"
_EXPONENT = rf"(?:[eE][+-]?[0-9]{{1,2}}(?!-?[0-9A-Za-z]|\.))?(?: ?(?:[kK]{_NO_BUS}|M{_MILLION})(?![A-Za-z0-9]))?"
# 千瓦, 千克, 百帕 and 百分点 begin with a place that belongs to the unit; 5千米 is five kilometres.
_SMALL = r"[十拾仟]|[百佰](?! {0,2}分 {0,2}[点比位率数制]|帕)|千(?![瓦瓩克伏帕卡赫焦牛禧])(?!(?<=[0-9]千)米)"
_PLACE = rf"(?:{_SMALL}|[万亿]|兆(?![瓦赫帕焦字比位伏光宽网以口路接交卡级]))"
_TAIL = (
    rf"(?:(?<=[{DIGITS}{PLACES}廿卅])(?:[{DIGITS}廿卅]|参(?=[拾佰仟元圆]))"
    rf"| {{0,2}}{_PLACE}"
    rf"|(?<=[兆亿万])(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)\.[0-9]+(?= {{0,2}}[万亿])"
    rf"|(?<=[{PLACES}])(?:(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?!年|[.,:]?[0-9])"
    rf"| {{1,2}}[0-9]+(?= {{0,2}}[{PLACES}])| {{1,2}}[{DIGITS}])"
    rf"|(?<=[零〇])[0-9]+"
    rf"| {{0,2}}[多余几](?= {{0,2}}[{PLACES}])"
    rf"|(?<=[十百千零〇0])几(?! {{0,2}}[{PLACES}])"
    rf"|(?<=[{DIGITS}{PLACES}]) {{0,2}}点 {{0,2}}[{_POINT_DIGITS}]++(?![十百千几]))"
)
_NO_SUM = "(?<![人户件次总参分票岁系基指倍函级代少多计充无])"
# Places without a digit: no more than have a name, or a page of nothing but 亿 would be read as one number.
_BARE = "(?<![万亿])[万亿]{1,3}(?![万亿])"
_HEAD = (
    rf"(?:{_ARABIC}{_EXPONENT}|[{DIGITS}廿卅]|参(?=[拾佰仟])|{_SMALL}|俩(?=[百千万])|半百"
    rf"|(?<![上下前后大多过一夜月对])半(?!年[度报])(?=[年天日个小公斤成折亩米吨])"
    rf"|(?<=[近上超逾过破达每足]){_BARE}(?=[余多]?[元人户名亩吨件家头只平公斤度米])|(?<![0-9十百千])[万亿](?=元以[上下])|(?<![0-9十百千一二三四五六七八九年岁])[万亿](?=余[元人户名亩吨件家只公平幅册张株尾米斤])"
    rf"|{_NO_SUM}[数几](?=[十百千万亿])|{_BARE}(?= {{0,2}}分 {{0,2}}之))"
)
_LOST_MONTH = "\ufffd{1,2}(?=[0-9]?月[0-9\ufffd])"
RUN = re.compile(f"{_HEAD}{_TAIL}*+|(?<=打)对折|{_LOST_MONTH}")
"""One numeral, well formed or not, with the spaces inside it; also what stands for one (打对折, a lost month)."""
_FIRST = re.compile(f"[0-9.{DIGITS}{PLACES}廿卅参俩半数几对\ufffd]")
"""What a run can begin with: searching for one character is ten times quicker than trying every branch."""

_POWERS = {"万": 4, "亿": 8}
_ARABIC_HEAD = re.compile(r"[0-9]+(?=[十百千])")


class Token(NamedTuple):
    """A numeral where it stands."""

    start: int
    end: int
    numeral: Numeral

    def words(self, folded: str) -> str:
        """The numeral's characters."""
        return folded[self.start : self.end]


def next_run(folded: str, at: int) -> re.Match[str] | None:
    """The first run that begins at `at` or later."""
    first = _FIRST.search(folded, at)
    while first is not None:
        at = first.start()
        match = RUN.match(folded, at)
        if match is not None:
            return match
        first = _FIRST.search(folded, at + 1)
    return None


def token_at(folded: str, at: int) -> Token | None:
    """The numeral that begins at `at`; None where there is none or it is malformed."""
    match = RUN.match(folded, at)
    return token_of(match) if match else None


def token_of(match: re.Match[str]) -> Token | None:
    """The numeral of a run, or its Arabic head where a word follows that begins with a place (2019十大)."""
    numeral = read_folded(match.group())
    if numeral is not None:
        return Token(match.start(), match.end(), numeral)
    if not match.group().strip("万亿"):
        return Token(match.start(), match.end(), Numeral(10 ** sum(_POWERS[place] for place in match.group())))
    head = _ARABIC_HEAD.match(match.group())
    if head is None:
        return None
    return Token(match.start(), match.start() + head.end(), Numeral(int(head.group())))
