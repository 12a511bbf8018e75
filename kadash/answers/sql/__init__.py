"""The questions as SQL, one file a question."""
