"""Files attached to evidence, in the window: taken in, shown as tiles, looked at, opened, saved."""
