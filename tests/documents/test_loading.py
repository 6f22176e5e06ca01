"""Files become documents, or say in three sentences why not."""

import errno
import hashlib
import os
import time
import tracemalloc
from pathlib import Path
from typing import BinaryIO

import pytest

from reviewer.documents import limits
from reviewer.documents.document import DocumentProblem
from reviewer.documents.loading import TITLE, load, load_bytes
from reviewer.language.wording import LOCALES, sentences

TEXT = "松溪縣糧食檢查通報\r\n\r\n全縣檢查糧庫42座，發現問題198個。\r\n"


def code_of(path: Path, encoding: str | None = None) -> str:
    with pytest.raises(DocumentProblem) as caught:
        load(path, encoding)
    message = caught.value.message
    assert all(len(sentences(message, locale)) == 3 for locale in LOCALES)
    return message.code.removeprefix("documents.")


def test_a_text_file_is_kept_to_the_byte(tmp_path: Path) -> None:
    path = tmp_path / "通報.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    document = load(path)
    assert document.text == TEXT
    assert document.data == path.read_bytes()
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (document.name, document.title) == ("通報.txt", "松溪縣糧食檢查通報")
    assert (document.media_type, document.encoding) == ("text/plain", "gb18030")


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    document = load(path)
    assert (document.text, document.title) == ("", "empty.txt")


def test_titles_are_one_short_line() -> None:
    assert load_bytes(("\n  ——\n\u3000\u3000第一 \t行\n第二行").encode(), "-").title == "第一 行"
    title = load_bytes(("長" * 200).encode(), "-").title
    assert len(title) == TITLE and title.endswith("…")


def test_a_page_gives_its_text_and_title(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    page = "<html><head><meta charset='gb2312'><title>通報\n 全文</title></head><body><p>查糧庫42座。</p></body></html>"
    path.write_bytes(page.encode("gb18030"))
    document = load(path)
    assert (document.text, document.title, document.media_type) == ("查糧庫42座。", "通報全文", "text/html")
    assert document.encoding_reason.code == "documents.encoding-declared"
    assert document.sha256 == hashlib.sha256(page.encode("gb18030")).hexdigest()


def test_standard_input_may_be_a_page_too() -> None:
    assert load_bytes("<!DOCTYPE html><p>正文。".encode(), "-").text == "正文。"


def test_undecodable_bytes_are_found_again_in_a_page() -> None:
    page = "<html><body><p>%s</p><p>原有的\ufffd與錯字</p></body></html>" % ("全縣檢查糧庫42座，情況良好。" * 9)
    data = page.encode("gb18030").replace("座".encode("gb18030"), b"\xff", 1)
    document = load_bytes(data, "page.html")
    assert [span.start for span in document.undecodable] == [document.text.index("\ufffd")]
    assert document.text.count("\ufffd") == 2


def test_a_told_encoding_is_used_and_strict(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("big5hkscs"))
    assert load(path, "big5").text == TEXT
    assert code_of(path, "utf-8") == "not-in-encoding"
    assert code_of(path, "klingon") == "unknown-encoding"


def test_missing_and_directories(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert code_of(tmp_path / "nowhere.txt") == "missing"
    assert code_of(tmp_path / "file" / "below.txt") == "missing"
    assert code_of(tmp_path) == "directory"
    assert code_of(tmp_path / ("長" * 300)) == "unreadable"
    assert code_of(Path("a\0b")) == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_forbidden_files(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert code_of(path) == "forbidden"


def test_a_file_whose_reading_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(TEXT)

    def refuses(stream: BinaryIO, size: int) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(limits, "_read", refuses)
    assert code_of(path) == "forbidden"


def test_a_file_that_fails_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "worn.txt"
    path.write_text(TEXT)
    monkeypatch.setattr(limits, "_read", lambda stream, size: os.read(stream.fileno() + 10_000, 1))
    assert code_of(path) == "unreadable"


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "program"),
        (b"\x7fELF\x02\x01", "program"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"SQLite format 3\x00", "database"),
        (b"\x00\x00\x00\x18ftypmp42", "media"),
        (b"\x00" * 1000, "zeros"),
        (bytes(range(1, 32)) * 40, "unknown"),
    ],
)
def test_binary_files_are_named(head: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(head)
    assert code_of(path) == f"binary-{what}"
    with pytest.raises(DocumentProblem):
        load_bytes(head, "-")


@pytest.mark.parametrize("text", ["MZ世代報告", "PK賽結果：3比2", "BM廠報告", "GIF89a是一種格式", "ID3決策樹"])
def test_text_that_begins_like_a_signature_is_text(text: str) -> None:
    assert load_bytes(text.encode("gb18030"), "a.txt").text == text


def test_noise_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(b"".join(hashlib.sha256(bytes([n])).digest() for n in range(200)))
    assert code_of(path) in ("not-decodable", "binary-unknown")


@pytest.mark.parametrize(("head", "code"), [(b"", "binary-zeros"), (TEXT.encode(), "too-large")])
def test_hopeless_files_cost_neither_time_nor_memory(head: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as stream:
        stream.write(head * (70_000 // max(1, len(head))))
        stream.truncate(200 * 2**20)
    tracemalloc.start()
    start = time.perf_counter()
    assert code_of(path) == code
    elapsed, peak = time.perf_counter() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**21
    assert elapsed < 2


def test_a_stream_that_never_ends_is_refused() -> None:
    with Path("/dev/zero").open("rb") as stream, pytest.raises(DocumentProblem) as caught:
        limits.read_stream(stream)
    assert caught.value.message.code == "documents.binary-zeros"


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST", 100)
    assert load_bytes(b"a" * 100, "-").text == "a" * 100
    with pytest.raises(DocumentProblem) as caught:
        load_bytes(b"a" * 101, "-")
    assert caught.value.message.code == "documents.too-large"


def test_the_seed_report_is_read_to_the_byte(corpus: Path) -> None:
    path = corpus / "seed" / "report.txt"
    document = load(path)
    assert document.text.encode("utf-8") == path.read_bytes()
    assert (document.encoding, document.undecodable) == ("utf-8", ())


def test_the_seed_report_survives_every_encoding_and_a_missing_byte(corpus: Path) -> None:
    text = (corpus / "seed" / "report.txt").read_text("utf-8")
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        data = text.encode(encoding)
        assert load_bytes(data, "seed").text == text
        assert load_bytes(data[:3001] + data[3002:], "seed").encoding == encoding
