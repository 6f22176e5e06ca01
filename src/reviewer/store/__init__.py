"""The library on disk: one SQLite file, every change logged."""
