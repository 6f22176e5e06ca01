"""One module per thing a person does; each returns what changed."""
