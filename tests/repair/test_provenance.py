"""Every repair explains itself, in every language of the interface."""

from __future__ import annotations

import re

import pytest

from reviewer.language.wording import LOCALES, catalogue
from reviewer.repair.damage import Kind
from reviewer.repair.engine import propose
from reviewer.repair.provenance import explain, undone

DAMAGED = (
    "我市緊盯 “兩年”目標,創(chuàng)新制度,縣區(qū)開會,效果好。來到這里?h區(qū)創(chuàng)建成功,產品名為L(zhǎng)a。"
)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_is_a_whole_sentence(locale: str) -> None:
    for repair in propose(DAMAGED).repairs:
        sentence = explain(repair, locale)
        assert sentence.endswith((".", "。"))
        assert "{" not in sentence


def test_a_shift_tells_its_bytes() -> None:
    (shift,) = [r for r in propose(DAMAGED).repairs if r.kind is Kind.BYTE_SHIFT]
    assert "A1 A3 BF 68" in explain(shift)
    bytes_of = undone(shift)
    assert bytes_of is not None
    assert (bytes_of.shown, bytes_of.restored) == ("3F 68", "A1 A3 BF 68")


def test_other_kinds_have_no_bytes() -> None:
    assert {undone(r) for r in propose(DAMAGED).repairs if r.kind is not Kind.BYTE_SHIFT} == {None}


def test_the_languages_say_the_same_things() -> None:
    def shape(locale: str) -> dict[str, set[str]]:
        return {key: set(re.findall(r"{(\w+)}", str(text))) for key, text in catalogue(locale, "repair").items()}

    assert shape("zh_TW") == shape("zh_CN") == shape("en")
