"""Files from anywhere to text tables: encodings, delimiters, headers, workbooks in a child process, Parquet."""

from kadash.intake.read.read_file import read_file
from kadash.intake.read.text_file import normalise

__all__ = ["normalise", "read_file"]
