"""Editing the codebook: its tags and the scale of verdicts."""
