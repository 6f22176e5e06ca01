"""What stands beside the text: the library, and what the inspector shows of the current document."""
