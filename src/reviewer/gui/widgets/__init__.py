"""Controls of the window's own look, painted from the tokens."""
