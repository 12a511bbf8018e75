"""How far forecasts and alarms can be trusted: graded on the file's own past, and those kept from earlier loads."""

from kadash.answers.models.alarms import ALARMS
from kadash.answers.models.check import NAIVE, PLAIN_SHARE, ModelCheck, model_check
from kadash.answers.models.kept import KeptForecast, forecasts_kept
from kadash.answers.models.told import sentences, to_json

__all__ = [
    "ALARMS", "NAIVE", "PLAIN_SHARE", "KeptForecast", "ModelCheck", "forecasts_kept", "model_check", "sentences",
    "to_json",
]
