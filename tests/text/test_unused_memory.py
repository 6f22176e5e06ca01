"""Memory let go by the program goes back to the system, where the C library can do that."""

from __future__ import annotations

import sys

import pytest

from reviewer.text import unused_memory


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems give back by themselves")
def test_memory_is_given_back_where_the_c_library_can() -> None:
    assert unused_memory._function("malloc_trim", 1) is None or unused_memory.give_back() in (True, False)
    assert unused_memory.keep_spare() in (True, False)


def test_a_library_without_it_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unused_memory, "_function", lambda name, arguments: None)
    assert unused_memory.give_back() is False
    assert unused_memory.keep_spare() is False
