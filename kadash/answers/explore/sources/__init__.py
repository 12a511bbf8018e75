"""The rows of every source, one .sql file each."""
