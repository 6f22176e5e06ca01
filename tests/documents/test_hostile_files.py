"""Files made to mislead: binary under a text's name, pipes, names no library can hold, markup that never ends."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from reviewer.documents import html
from reviewer.documents.document import DocumentProblem
from reviewer.documents.loading import load, load_bytes
from reviewer.language.wording import LOCALES, sentences

REPORT = "本縣檢查糧庫四十二座，整改率九成以上。\n" * 40
MANY = 50_000
"""Of what takes a minute if each is looked for to the end of the text, and no time if they are read once."""


def refused(code: str, data: bytes | Path) -> None:
    with pytest.raises(DocumentProblem) as caught:
        load(data) if isinstance(data, Path) else load_bytes(data, "a.txt")
    assert caught.value.message.code == f"documents.{code}"
    assert all(len(sentences(caught.value.message, locale)) == 3 for locale in LOCALES)


def test_every_byte_in_turn_is_no_text() -> None:
    refused("binary-unknown", bytes(range(256)) * 64)


def test_fewer_controls_are_too_many_among_characters_of_no_report() -> None:
    chance = random.Random(4)
    rare = "".join(chr(chance.randrange(0x9000, 0x9F00)) + "\x01" * (k % 20 == 0) for k in range(2_000))
    refused("binary-unknown", rare.encode("gb18030"))


@pytest.mark.parametrize("share", [0.01, 0.05])
def test_a_report_with_control_characters_is_a_report(share: float) -> None:
    chance = random.Random(4)
    text = "".join(c + "\x00" * (chance.random() < share) for c in REPORT)
    assert load_bytes(text.encode(), "a.txt").text == text


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    refused("pipe", tmp_path / "pipe.txt")


def test_a_pipe_that_a_shell_made_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, REPORT.encode())
    os.close(writer)
    try:
        assert load(Path(f"/dev/fd/{reader}")).text == REPORT
    finally:
        os.close(reader)


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt"))
    path.write_text(REPORT, encoding="utf-8")
    assert load(path).name == "\ufffd\ufffd.txt"


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "<p", "<a ", "<style", "</p", "<!---->", "<!-- -- >", "<![CDATA["]
)
def test_markup_without_end_is_read_once(piece: str) -> None:
    page = html.read_page(piece * MANY + "四十二")
    assert page.text == "" or "四十二" in page.text or "<" not in page.text


@pytest.mark.parametrize("piece", ["<!---->", "<!-- x -->\n"])
def test_comments_do_not_make_a_page(piece: str) -> None:
    assert not html.is_page(piece * 500 + "本縣")
    assert html.is_page(piece * 5 + "<html>")


def test_pages_without_a_tree_lose_what_is_hidden_and_no_more() -> None:
    depth = "<div>" * 5_000
    markup = f"<body>{depth}甲<!-- 隱 --><script>隱</SCRIPT >乙<style>隱</style><!-- 丙<script>丁"
    assert html.read_page(markup).text.replace(" ", "") == "甲乙<!--丙丁"
