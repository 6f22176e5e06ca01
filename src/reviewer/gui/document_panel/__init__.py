"""What is said of a document as a whole: its checklist, its comments, its note."""
