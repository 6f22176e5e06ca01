"""The preferences: pages that apply what is chosen at once."""
