"""One .sql file a core relation, and the steps of stage relations that lead to them."""
