"""Forecasts of a load: raced on the file's own past, the winner used, each kept and later marked right or wrong."""

from kadash.loads.forecasts.keep import drop_forecasts, keep_forecasts
from kadash.loads.forecasts.publish import origin_days, publish_forecasts

__all__ = ["drop_forecasts", "keep_forecasts", "origin_days", "publish_forecasts"]
