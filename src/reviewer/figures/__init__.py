"""Figures found in the repaired text, normalised exactly."""
