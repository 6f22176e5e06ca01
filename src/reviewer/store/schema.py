"""The library's tables.

Everything refers to source bytes and texts that are stored once under their SHA-256 and never change. Texts are
kept as bytes (UTF-8), because an original may hold NUL characters. Times are ISO 8601 in UTC. Columns named
`reasons`, `alternatives`, `qualifiers`, `lost`, `reason`, `uses` and `values` hold JSON.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

SCHEMA = 6
"""This program's schema number, in `PRAGMA user_version`; the newest Alembic revision has the same number."""

APPLICATION = 0x52767772
"""`PRAGMA application_id` of a library ("Rvwr")."""

SHORT = 64
"""Characters up to which a passage is not looked for among the long ones."""

metadata = MetaData()


def _words(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _flag(name: str) -> Column[int]:
    return Column(name, Integer, CheckConstraint(f"{name} IN (0, 1)"), nullable=False, server_default="0")


def _of(name: str, column: str, *, key: bool = False, optional: bool = False) -> Column[str]:
    """A reference; checked when the unit of work commits, so that undo may write rows in any order."""
    reference = ForeignKey(column, deferrable=True, initially="DEFERRED")
    return Column(name, Text, reference, primary_key=key, nullable=optional)


def _place() -> tuple[Column[int], Column[int]]:
    """A passage of the original, in code points."""
    start = Column("start", Integer, CheckConstraint("start >= 0"), nullable=False)
    return start, Column("end", Integer, nullable=False)


def _longest(table: str) -> Index:
    """Tells how long the longest passage of a document is: what reaches into a place begins no further before it.

    Only passages longer than `SHORT` are in it, which are few.
    """
    return Index(f"{table}_length", "document", text('"end" - start'), sqlite_where=text(f'"end" - start > {SHORT}'))


def _quote() -> tuple[Column[str], Column[str], Column[str]]:
    return _words("exact"), _words("prefix"), _words("suffix")


source = Table(
    "source",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

original = Table(
    "original",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", Text, primary_key=True),
    _of("source", "source.sha256"),
    _of("original", "original.sha256"),
    _words("name"),
    _words("title"),
    _words("media_type"),
    _words("encoding"),
    _words("encoding_reason"),
    Column("bytes", Integer, nullable=False),
    Column("characters", Integer, nullable=False),
    _words("script", "keep"),
    _words("engine"),
    _words("imported"),
    _flag("done"),
    _words("note"),
    _flag("removed"),
)

repair = Table(
    "repair",
    metadata,
    Column("id", Text, primary_key=True),
    _of("document", "document.id"),
    *_place(),
    _words("original"),
    _words("replacement"),
    _words("kind"),
    _words("rule"),
    Column("rule_version", Integer, nullable=False),
    Column("confidence", REAL, nullable=False),
    _words("reasons", "[]"),
    _words("alternatives", "[]"),
    _words("proposed"),
    Column("decided", Text),
    Column("rewritten", Text),
    _flag("manual"),
    _words("author"),
    _words("changed"),
    CheckConstraint('"end" >= start'),
    Index("repair_place", "document", "start"),
    _longest("repair"),
)

plan = Table(
    "plan",
    metadata,
    _of("document", "document.id", key=True),
    _words("rules", "{}"),
    _words("made"),
)
"""By which version of every rule the repairs of a document were proposed (JSON), and when.

`document.engine` names the engine's version. Older libraries kept no rules: their documents have no row here.
"""

loss = Table(
    "loss",
    metadata,
    _of("document", "document.id", key=True),
    Column("ordinal", Integer, primary_key=True),
    *_place(),
    _words("kind"),
    _words("lost"),
    _words("reason"),
    CheckConstraint('"end" >= start'),
)

figure = Table(
    "figure",
    metadata,
    Column("id", Text, primary_key=True),
    _of("document", "document.id"),
    *_place(),
    *_quote(),
    Column("lead", Integer, nullable=False, server_default="0"),
    _words("text"),
    _words("kind"),
    Column("value", Text),
    Column("low", Text),
    Column("high", Text),
    Column("unit", Text),
    Column("measured", Text),
    Column("basis", Text),
    Column("direction", Text),
    _words("qualifiers", "[]"),
    _words("trust"),
    _flag("checkable"),
    _words("origin"),
    _words("state"),
    _words("corrected"),
    _words("note"),
    _flag("removed"),
    _words("author"),
    _words("changed"),
    CheckConstraint('"end" >= start'),
    # A figure touched by a loss has no value: the database refuses to hold one.
    CheckConstraint("trust = 'sound' OR (value IS NULL AND low IS NULL AND high IS NULL AND checkable = 0)"),
    Index("figure_place", "document", "start"),
    _longest("figure"),
)

claim = Table(
    "claim",
    metadata,
    Column("id", Text, primary_key=True),
    _of("document", "document.id"),
    _words("verdict"),
    _words("note"),
    _words("author"),
    _words("created"),
    _words("changed"),
    Index("claim_document", "document"),
)

claim_anchor = Table(
    "claim_anchor",
    metadata,
    _of("claim", "claim.id", key=True),
    Column("ordinal", Integer, primary_key=True),
    *_place(),
    *_quote(),
    CheckConstraint('"end" >= start'),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Text, primary_key=True),
    _of("claim", "claim.id", optional=True),
    _of("figure", "figure.id", optional=True),
    Column("ordinal", Integer, nullable=False),
    _words("address"),
    _words("stance"),
    _words("archive"),
    _words("quotation"),
    _words("read_on"),
    _words("note"),
    CheckConstraint("(claim IS NULL) <> (figure IS NULL)"),
    Index("evidence_claim", "claim"),
    Index("evidence_figure", "figure"),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""What attached files hold, each once. A file that is taken away stays, so that undo brings it back."""

attachment = Table(
    "attachment",
    metadata,
    Column("id", Text, primary_key=True),
    _of("evidence", "evidence.id"),
    Column("ordinal", Integer, nullable=False),
    _of("blob", "blob.sha256"),
    _words("name"),
    _words("media_type"),
    Column("bytes", Integer, nullable=False),
    _words("author"),
    _words("added"),
    Index("attachment_evidence", "evidence"),
)

link = Table(
    "link",
    metadata,
    Column("id", Text, primary_key=True),
    _of("claim", "claim.id"),
    _of("other_claim", "claim.id", optional=True),
    _of("figure", "figure.id", optional=True),
    CheckConstraint("(other_claim IS NULL) <> (figure IS NULL)"),
    Index("link_claim", "claim"),
    Index("link_other_claim", "other_claim"),
    Index("link_figure", "figure"),
)

thread = Table(
    "thread",
    metadata,
    Column("id", Text, primary_key=True),
    _of("document", "document.id"),
    _words("target"),
    *_place(),
    _flag("resolved"),
    _words("resolver"),
    _words("resolved_at"),
    CheckConstraint('"end" >= start'),
    Index("thread_document", "document"),
)
"""Comments that belong together. `target` refers to rows of several tables, and outlives them."""

comment = Table(
    "comment",
    metadata,
    Column("id", Text, primary_key=True),
    _of("thread", "thread.id"),
    _words("author"),
    _words("written"),
    _words("edited"),
    _words("text"),
    Index("comment_thread", "thread"),
)

template = Table(
    "template",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    _words("name"),
    _words("uses", "[]"),
    _words("text"),
    _words("key"),
)
"""Texts that are used again and again; `uses` is a JSON list of what they are for."""

checklist = Table(
    "checklist",
    metadata,
    Column("id", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    _words("name"),
    _flag("usual"),
)
"""`usual`: the one of all documents for which no other was chosen."""

checklist_item = Table(
    "checklist_item",
    metadata,
    Column("id", Text, primary_key=True),
    _of("checklist", "checklist.id"),
    Column("ordinal", Integer, nullable=False),
    _words("text"),
    Index("checklist_item_checklist", "checklist"),
)

document_checklist = Table(
    "document_checklist",
    metadata,
    _of("document", "document.id", key=True),
    _of("checklist", "checklist.id", optional=True),
    Index("document_checklist_checklist", "checklist"),
)
"""Documents for which a checklist was chosen; NULL for none at all."""

tick = Table(
    "tick",
    metadata,
    _of("document", "document.id", key=True),
    _of("item", "checklist_item.id", key=True),
    _words("author"),
    _words("ticked"),
    Index("tick_item", "item"),
)
"""Items of a checklist that are done in a document."""

purge = Table(
    "purge",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("bytes", Integer, nullable=False),
    _words("author"),
    _words("at"),
)
"""Attached files whose content was given up for good: an empty one stands for it until somebody attaches it again.

Not in the change log: nothing brings a content back but the file itself.
"""

tag = Table(
    "tag",
    metadata,
    Column("name", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    _words("description"),
    _words("colour"),
)

claim_tag = Table(
    "claim_tag",
    metadata,
    _of("claim", "claim.id", key=True),
    _of("tag", "tag.name", key=True),
    Column("ordinal", Integer, nullable=False),
    Index("claim_tag_tag", "tag"),
)

figure_tag = Table(
    "figure_tag",
    metadata,
    _of("figure", "figure.id", key=True),
    _of("tag", "tag.name", key=True),
    Column("ordinal", Integer, nullable=False),
    Index("figure_tag_tag", "tag"),
)

verdict = Table(
    "verdict",
    metadata,
    Column("key", Text, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    _words("colour"),
    Column("label", Text),
)

dismissal = Table(
    "dismissal",
    metadata,
    _of("document", "document.id", key=True),
    Column("finding", Text, primary_key=True),
    _words("reason"),
    _words("author"),
    _words("changed"),
)
"""Findings of the checks that a reviewer set aside, by their keys; the findings themselves are worked out afresh."""

checked = Table(
    "checked",
    metadata,
    _of("document", "document.id", key=True),
    Column("contradictions", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    _words("checks"),
)
"""How many open findings a document had when it was last checked, and by which version of the checks.

Worked out, not said by anyone: not in the change log.
"""

tally = Table(
    "tally",
    metadata,
    _of("document", "document.id", key=True),
    Column("repairs", Integer, nullable=False),
    Column("repairs_open", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("figures_open", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("claims_open", Integer, nullable=False),
    Column("losses", Integer, nullable=False),
)
"""What the library panel counts; kept by triggers, so that a long list is read at once and no action counts again."""

action = Table(
    "action",
    metadata,
    Column("seq", Integer, primary_key=True),
    _words("at"),
    _words("who"),
    Column("kind", Text, CheckConstraint("kind IN ('do', 'undo', 'redo')"), nullable=False),
    _words("code"),
    _words("values", "[]"),
    Column("target", Integer, ForeignKey("action.seq")),
    Column("undo_next", Integer),
    Column("redo_next", Integer),
    Column("below", Integer),
    Index("action_target", "target"),
)
"""The change log; rows are only ever added.

`undo_next` and `redo_next` are the actions that undo and redo would take next once this row is written, `below` is
what lies under them: under an action done, the one undone after it; under an undo, the one redone after it.
"""

action_document = Table(
    "action_document",
    metadata,
    Column("seq", Integer, ForeignKey("action.seq"), primary_key=True),
    Column("document", Text, primary_key=True),
    Index("action_document_document", "document"),
)

change = Table(
    "change",
    metadata,
    Column("seq", Integer, ForeignKey("action.seq"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("table", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
)
"""What one action did to one row: the columns it changed, before and after; NULL where there was no row."""

LOG = (action, action_document, change)
