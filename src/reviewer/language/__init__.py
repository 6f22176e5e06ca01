"""Chinese itself: dictionaries, words and their frequencies, readings, variants, and the interface's wording."""
