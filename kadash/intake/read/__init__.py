"""Files from anywhere to text tables: encodings, delimiters, headers, workbooks in a child process, Parquet."""
