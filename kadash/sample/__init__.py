"""The seeded sample company, in an English and a Chinese dialect."""
