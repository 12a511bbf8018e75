"""Tables and figures as files for people: one file a format."""
