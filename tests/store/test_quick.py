"""Constant queries handed to the driver give what SQLAlchemy gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import bindparam, select

from reviewer.store import schema
from reviewer.store.opening import open_database
from reviewer.store.problem import LibraryProblem
from reviewer.store.quick import fetched, mapped, run

VERDICTS = select(schema.verdict.c.key, schema.verdict.c.ordinal.label("place")).order_by(schema.verdict.c.ordinal)
ONE = VERDICTS.where(schema.verdict.c.ordinal == bindparam("place")).limit(1)


def test_the_rows_are_those_that_sqlalchemy_gives(tmp_path: Path) -> None:
    database = open_database(tmp_path / "library.sqlite", create=True)
    with database.reading() as connection:
        expected = connection.execute(VERDICTS)
        assert fetched(connection, VERDICTS) == [tuple(row) for row in expected]
        assert mapped(connection, ONE, {"place": 2}) == [
            dict(row) for row in connection.execute(ONE, {"place": 2}).mappings()
        ]
        assert fetched(connection, ONE, {"place": 99}) == []
    database.close()


def test_what_was_written_and_not_committed_is_rolled_back(tmp_path: Path) -> None:
    database = open_database(tmp_path / "library.sqlite", create=True)
    with database.writing() as connection:
        run(connection, "UPDATE verdict SET ordinal = ordinal + ?", (100,))
        assert fetched(connection, ONE, {"place": 100})
    with database.reading() as connection:
        assert not fetched(connection, ONE, {"place": 100})
    database.close()


def test_a_statement_that_fails_is_a_problem_of_the_library(tmp_path: Path) -> None:
    database = open_database(tmp_path / "library.sqlite", create=True)
    with pytest.raises(LibraryProblem), database.reading() as connection:
        run(connection, "SELECT * FROM nothing")
    database.close()
