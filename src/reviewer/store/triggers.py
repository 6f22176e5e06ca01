"""The library's triggers: those that count for the list of documents, and those that keep what is only ever added."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table

from reviewer.store.schema import LOG, blob, claim, figure, loss, original, repair, source


def _counting() -> Iterator[str]:
    opened = "coalesce({0}.decided, {0}.proposed) = 'proposed'"
    unchecked = "{0}.removed = 0 AND {0}.state = 'unchecked'"
    shown = "{0}.removed = 0"
    for table, counts in (
        (repair, {"repairs": "1", "repairs_open": opened}),
        (figure, {"figures": shown, "figures_open": unchecked}),
        (claim, {"claims": "1", "claims_open": "{0}.verdict = 'not-yet-checked'"}),
        (loss, {"losses": "1"}),
    ):
        more = ", ".join(f"{name} = {name} + ({count.format('new')})" for name, count in counts.items())
        less = ", ".join(f"{name} = {name} - ({count.format('old')})" for name, count in counts.items())
        add = f"UPDATE tally SET {more} WHERE document = new.document;"
        take = f"UPDATE tally SET {less} WHERE document = old.document;"
        differ = [f"({count.format('old')}) <> ({count.format('new')})" for count in counts.values() if count != "1"]
        # Most updates change nothing that is counted: asking is cheaper than counting down and up again.
        when = " OR ".join(["old.document <> new.document", *differ])
        for what, body in (("INSERT", add), ("DELETE", take), (f"UPDATE WHEN {when}", f"{take} {add}")):
            event, _, condition = what.partition(" ")
            name = f"{table.name}_counts_{event.lower()}"
            yield f"CREATE TRIGGER {name} AFTER {event} ON {table.name} {condition} BEGIN {body} END"
    yield (
        "CREATE TRIGGER document_counts_insert AFTER INSERT ON document "
        "BEGIN INSERT INTO tally VALUES (new.id, 0, 0, 0, 0, 0, 0, 0); END"
    )


COUNTING = tuple(_counting())
"""The triggers that keep `tally`."""

_PURGED = "EXISTS (SELECT 1 FROM purge WHERE purge.sha256 = old.sha256) AND new.sha256 = old.sha256"
"""Of a file that was given up, the content may go and come back."""


def _keeping(table: Table, what: str) -> str:
    unless = f"WHEN NOT ({_PURGED}) " if (table, what) == (blob, "UPDATE") else ""
    return (
        f"CREATE TRIGGER {table.name}_keeps_{what.lower()} BEFORE {what} ON {table.name} {unless}"
        f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
    )


APPEND_ONLY = tuple(_keeping(table, what) for table in (source, original, blob, *LOG) for what in ("UPDATE", "DELETE"))
"""The database itself refuses to rewrite sources, originals, attached files and the change log."""
