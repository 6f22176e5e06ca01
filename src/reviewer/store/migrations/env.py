"""Run by Alembic: the revisions go through the connection, and the transaction, of whoever asked for them."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
# SQLite's DDL is transactional, and the caller's transaction is already open.
context.configure(connection=connection, transactional_ddl=False, render_as_batch=True)
context.run_migrations()
