"""Values about text: spans, edits, offset maps, selectors. Standard library only."""
