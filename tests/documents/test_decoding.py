"""Bytes to text: every encoding told apart, nothing dropped, nothing silent."""

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.documents.decoding import decode
from reviewer.documents.document import DocumentProblem
from reviewer.documents.encoding_names import DETECTED
from reviewer.language.wording import LOCALES, sentences

CASES = json.loads((Path(__file__).parent.parent / "cases" / "documents_encodings.json").read_text("utf-8"))
REPORT = "".join(
    f"第{n}組檢查糧庫{n + 3}座，發現問題{n * 7}個，整改率{90 + n % 9}.{n % 10}%，同比上升{n % 5}.2個百分點。\n"
    for n in range(40)
)
CHINESE = st.text(alphabet=st.sampled_from(sorted(set(REPORT))), min_size=150, max_size=400)


@pytest.mark.parametrize("case", CASES["told_apart"], ids=lambda case: f"{case['encoding']}-{case['text'][:8]}")
def test_encodings_are_told_apart(case: dict[str, str]) -> None:
    decoded = decode(case["text"].encode(case["encoding"]))
    assert (decoded.encoding, decoded.text, decoded.undecodable) == (case["encoding"], case["text"], ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("case", CASES["kept"], ids=lambda case: case["why"])
def test_text_is_kept_as_it_is(case: dict[str, str], encoding: str) -> None:
    text = case["text"]
    assert decode(text.encode(encoding), encoding).text == text
    detected = decode(text.encode("utf-8"))
    assert (detected.text, detected.undecodable) == (text, ())


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped_once(mark: bytes, encoding: str) -> None:
    text = "\ufeff報告"
    decoded = decode(mark + text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert decoded.reason.code == "documents.encoding-marked"


def test_a_byte_order_mark_is_dropped_for_a_told_encoding_too() -> None:
    assert decode(codecs.BOM_UTF8 + "報告".encode(), "utf-8").text == "報告"


def test_a_byte_order_mark_that_the_bytes_belie_is_overruled() -> None:
    assert decode(codecs.BOM_UTF8 + REPORT.encode("gb18030")).encoding == "gb18030"


@pytest.mark.parametrize("encoding", DETECTED)
def test_the_encoding_is_named_with_a_byte_missing_anywhere(encoding: str) -> None:
    data = REPORT.encode(encoding)
    for at in range(2, len(data) - 2, 97):
        assert decode(data[:at] + data[at + 1 :]).encoding == encoding, at


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_byte_missing_from_utf_16_costs_one_character(encoding: str) -> None:
    data = REPORT.encode(encoding)
    for at in range(2, len(data) - 2, 131):
        decoded = decode(data[:at] + data[at + 1 :])
        assert len(decoded.undecodable) == 1
        assert len(decoded.text) == len(REPORT)
        wrong = [k for k, (a, b) in enumerate(zip(decoded.text, REPORT, strict=True)) if a != b]
        assert wrong and wrong[-1] - wrong[0] <= 1, at


@pytest.mark.parametrize("encoding", DETECTED)
def test_each_bad_byte_is_one_mark(encoding: str) -> None:
    bad = {"utf-8": b"\xff", "gb18030": b"\xff", "big5hkscs": b"\xff"}.get(encoding)
    if bad is None:
        bad = "\ud800".encode(encoding, "surrogatepass")
    half = REPORT[: len(REPORT) // 2].encode(encoding)
    rest = REPORT[len(REPORT) // 2 :].encode(encoding)
    decoded = decode(half + bad * 3 + rest)
    assert decoded.encoding == encoding
    assert len(decoded.undecodable) == len(bad) * 3
    assert {span.of(decoded.text) for span in decoded.undecodable} == {"\ufffd"}
    assert decoded.text.replace("\ufffd", "") == REPORT


@given(CHINESE, st.integers(0, 10**9), st.sampled_from(["utf-8", "gb18030", "big5hkscs"]))
def test_what_surrounds_a_bad_byte_stays(text: str, seed: int, encoding: str) -> None:
    at = seed % (len(text) + 1)
    data = text[:at].encode(encoding) + b"\xff" + text[at:].encode(encoding)
    decoded = decode(data)
    assert decoded.text == f"{text[:at]}\ufffd{text[at:]}"
    assert [(span.start, span.end) for span in decoded.undecodable] == [(at, at + 1)]


def test_more_than_one_bad_byte_in_a_hundred_is_refused() -> None:
    data = REPORT.encode("gb18030")
    tolerated, refused = len(data) // 100, len(data) // 100 + 5
    assert len(decode(data + b"\xff" * tolerated).undecodable) == tolerated
    with pytest.raises(DocumentProblem) as caught:
        decode(data + b"\xff" * refused)
    assert caught.value.message.code == "documents.not-decodable"
    assert dict(caught.value.message.values)["bad"] == str(refused)


def test_a_told_encoding_is_strict() -> None:
    data = REPORT.encode("gb18030") + b"\xff"
    with pytest.raises(DocumentProblem) as caught:
        decode(data, "gb18030")
    assert dict(caught.value.message.values) == {
        "encoding": "GB18030",
        "offset": str(len(data) - 1),
        "byte": "0xFF",
    }


@pytest.mark.parametrize("name", CASES["refused_names"])
def test_names_that_are_no_text_encoding_are_refused(name: str) -> None:
    with pytest.raises(DocumentProblem) as caught:
        decode(b"text", name)
    assert caught.value.message.code == "documents.unknown-encoding"


@pytest.mark.parametrize("told", [None, "gb18030", "gbk"])
def test_the_single_byte_80_of_gbk_is_the_euro(told: str | None) -> None:
    data = REPORT.encode("gbk") + b"\x80" + "三十元".encode("gbk")
    decoded = decode(data, told)
    assert decoded.text == REPORT + "€三十元"
    assert decoded.undecodable == ()


def test_lone_surrogates_never_get_through() -> None:
    with pytest.raises(DocumentProblem):
        decode(b"+2AA-", "utf-7")


@pytest.mark.parametrize(
    ("declared", "encoding", "why"),
    [
        ("gb2312", "gb18030", "encoding-declared"),
        ("utf-8", "gb18030", "encoding-misdeclared"),
        ("gbk", "big5hkscs", "encoding-misdeclared"),
        ("BIG5", "big5hkscs", "encoding-declared"),
        ("iso-8859-1", "utf-8", "encoding-misdeclared"),
    ],
)
def test_a_declaration_is_evidence_and_the_bytes_decide(declared: str, encoding: str, why: str) -> None:
    decoded = decode(REPORT.encode(encoding), declared=declared)
    assert (decoded.encoding, decoded.text) == (encoding, REPORT)
    assert decoded.reason.code == f"documents.{why}"


def test_text_that_is_not_chinese_is_called_doubtful() -> None:
    decoded = decode(("日本語ではないがひらがなとカタカナばかりのながいぶんしょう" * 20).encode("shift_jis"))
    assert decoded.reason.code == "documents.encoding-doubtful"


def test_empty_and_ascii_are_utf_8() -> None:
    assert (decode(b"").text, decode(b"").reason.code) == ("", "documents.encoding-empty")
    assert (decode(b"42%\r\n").encoding, decode(b"42%\r\n").reason.code) == ("utf-8", "documents.encoding-ascii")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_three_sentences(data: bytes) -> None:
    try:
        decoded = decode(data)
    except DocumentProblem as problem:
        assert all(len(sentences(problem.message, locale)) == 3 for locale in LOCALES)
        return
    decoded.text.encode("utf-8")
    assert len(decoded.undecodable) * 100 <= len(data)
    assert {span.of(decoded.text) for span in decoded.undecodable} <= {"\ufffd"}
    assert all(sentences(decoded.reason, locale) for locale in LOCALES)
