"""Forecasts of a load: raced on the file's own past, the winner used, each kept and later marked right or wrong."""

from kadash.loads.forecasts.keep import keep_forecasts
from kadash.loads.forecasts.publish import publish_forecasts

__all__ = ["keep_forecasts", "publish_forecasts"]
