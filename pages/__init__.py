"""The menu; one file a page."""
