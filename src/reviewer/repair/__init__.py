"""Detectors find damage; a plan says, edit by edit, how it is undone."""
