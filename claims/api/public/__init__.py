"""What everybody may read: published claims, their revisions, and the feed of changes. Nothing here shows a working row."""
