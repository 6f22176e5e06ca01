"""Names and kinds of files that come from outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.annotations.attachment import (
    NAME_LENGTH,
    PICTURES,
    SUFFIXES,
    Attachment,
    media_type_of,
    openable_name,
    plain_name,
)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("年報 2023.pdf", "年報 2023.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\林\\圖.png", "圖.png"),
        ("a\x00b\u202egpj.exe", "abgpj.exe"),
        ("..", "file"),
        ("", "file"),
        ("con.txt", "_con.txt"),
        ("a<b>|c?.txt", "a_b__c_.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        (".hidden", "hidden"),
        ("三\n行.txt", "三行.txt"),
    ],
)
def test_names_are_made_plain(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@given(st.text())
def test_any_name_is_fit_for_a_disk_and_stays_as_it_is_the_second_time(name: str) -> None:
    plain = plain_name(name)
    assert 0 < len(plain) <= NAME_LENGTH + 1
    assert not set(plain) & set('/\\<>:"|?*\0\n')
    assert plain.strip(".") and plain_name(plain) == plain


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "a.txt", "image/png"),
        (b"\xff\xd8\xff\xe0", "a.exe", "image/jpeg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a", "image/webp"),
        (b"BM\x36\x00\x00\x00\x00\x00\x00\x00" + bytes(40), "a", "image/bmp"),
        (b"BMW is a maker of cars, not a picture.", "a.txt", "text/plain"),
        (b"%PDF-1.7", "a.html", "application/pdf"),
        (b"PK\x03\x04", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04", "a.docm", "application/zip"),
        ("統計表\n".encode(), "a.txt", "text/plain"),
        ("統計表\n".encode("utf-8-sig"), "a.csv", "text/csv"),
        ("統計".encode("big5"), "a.txt", "application/octet-stream"),
        (("字" * 3000).encode(), "a.txt", "text/plain"),
        (b"<svg/>", "a.png", "image/svg+xml"),
        (b"  \n<HTML>", "a.txt", "text/html"),
        (b"hello", "a.htm", "text/html"),
        (b"hello", "a.bat", "application/octet-stream"),
        (b"<?xml version='1.0'?><a/>", "a.txt", "text/xml"),
        (b"a\0b", "a.txt", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_beginning_says(content: bytes, name: str, kind: str) -> None:
    assert media_type_of(content, name) == kind


def test_what_is_opened_cannot_run() -> None:
    assert SUFFIXES.keys() >= PICTURES
    assert not SUFFIXES.keys() & {
        "text/html",
        "image/svg+xml",
        "text/xml",
        "application/zip",
        "application/octet-stream",
    }


@pytest.mark.parametrize(
    ("name", "kind", "opened"),
    [("a.exe", "application/pdf", "a.pdf"), ("年報", "image/png", "年報.png"), ("a.html", "text/html", None)],
)
def test_a_copy_ends_as_what_it_is(name: str, kind: str, opened: str | None) -> None:
    assert openable_name(Attachment("a1", name, kind, 1, "0")) == opened
