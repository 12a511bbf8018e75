"""What every figure means: its name, its definition with the thresholds in force, its unit and its columns."""

from kadash.answers.metrics.help import HelpEntry, by_page, help_entries, looked_up
from kadash.answers.metrics.listed import FORECAST_METRICS, GROUPS, LEVER_METRICS, METRICS, MODEL_METRICS, TABLES
from kadash.answers.metrics.metric import Metric, Unit
from kadash.answers.metrics.page import metrics_page
from kadash.answers.metrics.worded import metric, metric_about, metric_name

__all__ = [
    "FORECAST_METRICS", "GROUPS", "LEVER_METRICS", "METRICS", "MODEL_METRICS", "TABLES", "HelpEntry", "Metric", "Unit",
    "by_page", "help_entries", "looked_up", "metric", "metric_about", "metric_name", "metrics_page",
]
