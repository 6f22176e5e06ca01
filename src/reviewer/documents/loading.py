"""Files and bytes become documents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from reviewer.documents.decoding import Decoded, decode
from reviewer.documents.document import Document
from reviewer.documents.encoding_names import declared
from reviewer.documents.limits import read_file, refuse_binary, refuse_controls, refuse_size
from reviewer.documents.tolerance import MARK
from reviewer.text.span import Span

TITLE = 60
"""Characters of the longest title."""

_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_SURROGATES = re.compile("[\ud800-\udfff]")
"""Bytes of a file's name that are no UTF-8; neither a library nor a report can hold them."""

_STAND_INS = tuple(map(chr, range(0xFDD0, 0xFDF0)))


def load(path: Path, encoding: str | None = None) -> Document:
    """Load a file, in `encoding` if it is given. Raises `DocumentProblem` when it cannot be used.

    Text files give their text as it is; HTML pages give their readable text (see `documents.html`).
    """
    return load_bytes(read_file(path), path.name, encoding)


def load_bytes(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Load the bytes of a document called `name`, as `load` does."""
    refuse_binary(data)
    refuse_size(len(data))
    name = _SURROGATES.sub(MARK, name)
    decoded = decode(data, encoding, declared(data))
    refuse_controls(decoded.text, doubtful=decoded.reason.code == "documents.encoding-doubtful")
    if _is_page(name, decoded.text):
        return _page(data, name, decoded)
    title = _title(decoded.text.splitlines()) or name
    return _document(data, name, title, "text/plain", decoded, decoded.text, decoded.undecodable)


def _is_page(name: str, text: str) -> bool:
    from reviewer.documents.html import is_page

    return name.lower().endswith(_PAGES) or is_page(text)


def _page(data: bytes, name: str, decoded: Decoded) -> Document:
    """A page's document. Undecodable bytes pass through extraction as noncharacters, so that they are found again."""
    from reviewer.documents.html import read_page

    stand_in = next((c for c in _STAND_INS if c not in decoded.text), MARK)
    page = read_page(_with_marks(decoded, stand_in))
    spans = tuple(Span(k, k + 1) for k, c in enumerate(page.text) if c == stand_in) if decoded.undecodable else ()
    title = _title([page.title, *page.text.split("\n")]) or name
    text = page.text.replace(stand_in, MARK)
    return _document(data, name, title.replace(stand_in, MARK), "text/html", decoded, text, spans)


def _with_marks(decoded: Decoded, stand_in: str) -> str:
    characters = list(decoded.text) if decoded.undecodable else []
    for span in decoded.undecodable:
        characters[span.start] = stand_in
    return "".join(characters) if characters else decoded.text


def _title(lines: Iterator[str] | list[str]) -> str:
    """The first line that says something, shortened; its white space counts as single spaces."""
    line = next((" ".join(line.split()) for line in lines if any(map(str.isalnum, line))), "")
    return line if len(line) <= TITLE else line[: TITLE - 1] + "…"


def _document(
    data: bytes, name: str, title: str, media_type: str, decoded: Decoded, text: str, undecodable: tuple[Span, ...]
) -> Document:
    return Document(
        name=name,
        title=title,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        encoding=decoded.encoding,
        encoding_reason=decoded.reason,
        text=text,
        undecodable=undecodable,
    )
