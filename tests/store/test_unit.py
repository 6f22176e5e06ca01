"""A unit of work is kept whole or not at all, and the log says what it did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from reviewer.store import log, schema, undoing
from reviewer.store.database import Database
from reviewer.store.opening import open_database
from reviewer.store.problem import LibraryProblem
from reviewer.store.rows import message_from, message_json, messages_from, messages_json, storable
from reviewer.store.unit import unit_of_work
from reviewer.text.message import Message

SAID = Message.of("history.tag-added", tag="稅收")


def tag_row(name: str) -> dict[str, str | int | float | None]:
    return {"name": name, "ordinal": 0, "description": "", "colour": "#000000"}


def names(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.scalars(select(schema.tag.c.name).order_by(schema.tag.c.name)))


def entries(database: Database) -> int:
    with database.reading() as connection:
        return log.stacks(connection).seq


def test_leaving_without_commit_rolls_back(database: Database) -> None:
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row("稅收")])
    assert names(database) == []
    assert entries(database) == 0


def test_an_error_rolls_back(database: Database) -> None:
    with pytest.raises(RuntimeError), unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row("稅收")])
        raise RuntimeError
    assert names(database) == []
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row("稅收")])
        assert unit.commit(SAID) == 1


def test_a_commit_is_there_for_the_next_program(path: Path, database: Database) -> None:
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row("稅收")])
        unit.commit(SAID)
    second = open_database(path)
    assert names(second) == ["稅收"]
    second.close()


def test_nothing_changed_is_not_logged(database: Database) -> None:
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row("稅收")])
        unit.commit(SAID)
    with unit_of_work(database, "林") as unit:
        unit.update(schema.tag, {("稅收",): {"colour": "#000000"}, ("沒有",): {"colour": "#ffffff"}})
        unit.delete(schema.tag, [("沒有",)])
        assert unit.commit(SAID) is None
    assert entries(database) == 1


def test_the_log_holds_who_what_and_both_images(database: Database) -> None:
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row("稅收")])
        unit.commit(SAID)
    with unit_of_work(database, "陳") as unit:
        unit.update(schema.tag, {("稅收",): {"colour": "#ffffff", "ordinal": 0}})
        seq = unit.commit(SAID)
    assert seq == 2
    with database.reading() as connection:
        entry = log.entry_of(connection, seq)
        (made,) = log.changes_of(connection, seq)
    assert (entry.who, entry.kind, entry.message) == ("陳", "do", SAID)
    assert (made.keys, made.before, made.after) == ((("稅收",),), {"colour": "#000000"}, {"colour": "#ffffff"})


def test_a_row_changed_twice_in_one_action_goes_back_at_once(database: Database) -> None:
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row("稅收")])
        unit.commit(SAID)
    with unit_of_work(database, "林") as unit:
        unit.update(schema.tag, {("稅收",): {"colour": "#111111", "ordinal": 1}})
        unit.update(schema.tag, {("稅收",): {"colour": "#222222"}})
        unit.commit(SAID)
    undoing.undo(database, "林")
    with database.reading() as connection:
        assert dict(connection.execute(select(schema.tag)).mappings().one()) == tag_row("稅收")
    undoing.redo(database, "林")
    with database.reading() as connection:
        changed = tag_row("稅收") | {"colour": "#222222", "ordinal": 1}
        assert dict(connection.execute(select(schema.tag)).mappings().one()) == changed


def test_undo_refuses_when_the_row_is_gone(database: Database) -> None:
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row("稅收")])
        unit.commit(SAID)
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM tag")
        connection.exec_driver_sql("COMMIT")
    with pytest.raises(LibraryProblem) as caught:
        undoing.undo(database, "林")
    assert caught.value.message.code == "store.history-torn"
    assert entries(database) == 1


def test_bulk_changes_pass_the_limit_of_variables(database: Database) -> None:
    many = [tag_row(f"標籤{i:06}") for i in range(40_000)]
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, many)
        unit.update(schema.tag, {(str(row["name"]),): {"ordinal": 7} for row in many})
        unit.delete(schema.tag, [(row["name"],) for row in many[:39_999]])
        unit.commit(SAID)
    assert names(database) == ["標籤039999"]


def test_a_full_disk_keeps_what_was_done_before(database: Database, keep: Callable[..., str]) -> None:
    document = keep(database)
    with database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(LibraryProblem) as caught, unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row(f"{i}" * 400) for i in range(2_000)])
        unit.commit(SAID)
    assert caught.value.message.code == "store.disk-full"
    assert names(database) == []
    with database.reading() as connection:
        assert connection.scalars(select(schema.document.c.id)).all() == [document]
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.tag, [tag_row("稅收")])
        assert unit.commit(SAID) == 2


@pytest.mark.parametrize("text", ["稅收", "", "a\x00b", "😀", "引「號」\"'\\"])
def test_messages_survive_their_writing(text: str) -> None:
    message = Message.of("room.name", place=text, other=1)
    assert message_from(message_json(message)) == message
    assert messages_from(messages_json([message, message])) == (message, message)
    assert messages_from(messages_json([])) == ()


def test_lone_surrogates_are_shown_as_lost() -> None:
    assert storable({"note": "甲\ud800乙", "ordinal": 1}) == {"note": "甲\ufffd乙", "ordinal": 1}
    assert storable({"note": "甲😀乙"}) == {"note": "甲😀乙"}
