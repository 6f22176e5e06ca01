"""The first schema: documents, repairs, figures, claims, evidence, codebook and the change log."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPLICATION = 0x52767772

_SCALE = (
    ("supported", "green"),
    ("mostly-supported", "teal"),
    ("disputed", "amber"),
    ("refuted", "red"),
    ("unverifiable", "grey"),
    ("not-yet-checked", "neutral"),
)


def upgrade() -> None:
    """Run the statements beside this file; then the scale of verdicts a library starts with."""
    connection = op.get_bind()
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split("\n\n"):
        if not statement.startswith("--"):
            connection.exec_driver_sql(statement)
    for ordinal, (key, colour) in enumerate(_SCALE):
        row = (key, ordinal, colour)
        connection.exec_driver_sql("INSERT INTO verdict (key, ordinal, colour) VALUES (?, ?, ?)", row)
    connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
