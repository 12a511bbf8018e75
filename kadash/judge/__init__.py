"""The one pure function that gives segments, flags, values and proposals, with reasons."""
