"""Text cells -> typed rows with a verdict each: accepted, rejected or set aside, and why."""

from kadash.intake.clean.staging import IrregularFile, Staged, drop_stage, open_stage, stage

__all__ = ["IrregularFile", "Staged", "drop_stage", "open_stage", "stage"]
