"""What the window shows, worked out as values without Qt."""
