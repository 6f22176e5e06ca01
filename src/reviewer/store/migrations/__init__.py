"""Alembic's revisions of the library's schema; revision `0001` leads to schema number 1, and so on."""
