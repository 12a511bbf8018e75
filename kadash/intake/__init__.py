"""Files to text tables, recognised and cleaned: which table, which column, which rows cannot be used."""
