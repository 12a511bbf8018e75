"""The parts of the Model check page, from top to bottom."""

from kadash.ui.models.head import head
from kadash.ui.models.pictures import pictures
from kadash.ui.models.tables import alarms_table, forecasts_table, segments_table

__all__ = ["alarms_table", "forecasts_table", "head", "pictures", "segments_table"]
