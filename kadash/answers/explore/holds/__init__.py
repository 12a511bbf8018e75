"""What must hold of the loaded data where another statement stands in for a source, one .sql file each."""
