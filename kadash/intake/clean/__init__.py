"""Text cells -> typed rows with a verdict each: accepted, rejected or set aside, and why."""

from kadash.intake.clean.staging import IrregularFile, Staged, drop_stage, open_stage, stage
from kadash.intake.clean.typed_record import ANSWER

__all__ = ["ANSWER", "IrregularFile", "Staged", "drop_stage", "open_stage", "stage"]
