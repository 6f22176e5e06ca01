"""The overview of a library: its charts, how they are painted, kept as pictures and clicked through."""
