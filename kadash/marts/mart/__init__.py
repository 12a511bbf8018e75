"""The relations everything reads, one .sql file each, and the facts of an account as of a day."""
