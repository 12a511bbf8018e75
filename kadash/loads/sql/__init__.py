"""The questions a load asks of its build and of the generation before it, one .sql file each."""
