"""Templates in the window: chosen while something is being written, filled in, edited."""
