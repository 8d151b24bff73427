"""The case as one document: its schema, its canonical bytes, what was known by a date, and how it is built."""
