"""Numbered migrations of the journal, each applied once, each in one transaction."""
