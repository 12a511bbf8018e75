"""Which canonical table a text table is and which column is which field, from header words, then from content."""

from kadash.intake.recognise.choices import answered
from kadash.intake.recognise.corrected import corrected
from kadash.intake.recognise.recognise import recognise

__all__ = ["answered", "corrected", "recognise"]
