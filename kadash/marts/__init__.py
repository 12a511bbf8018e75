"""One .sql file a relation, and the runner that builds them in order."""
