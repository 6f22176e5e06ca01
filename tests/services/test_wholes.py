"""What a figure is a part of is kept in the library with its qualifiers."""

from __future__ import annotations

from collections.abc import Callable

from reviewer.services import importing
from reviewer.services.library import Library
from reviewer.store import figures


def test_the_whole_comes_back_from_the_library(library: Library, made: Callable[..., importing.Prepared]) -> None:
    text = "全縣人口30萬人，其中老人約5萬人，占總人口的16.7%；學校12所，教師約900人。\n"
    document = importing.store_prepared(library, made(text)).document
    with library.reading() as connection:
        kept = [mark.reading for mark, _ in figures.figures_of(connection, document)]
    assert [(reading.text, reading.whole, reading.qualifiers) for reading in kept] == [
        ("30萬人", None, ()),
        ("5萬人", "全縣人口30萬人", ("約",)),
        ("16.7%", "總人口", ()),
        ("12所", None, ()),
        ("900人", None, ("約",)),
    ]
