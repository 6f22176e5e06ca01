"""Checks: do the figures of a text agree with each other, with the calendar and with earlier texts."""
