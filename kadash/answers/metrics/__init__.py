"""What every figure means: its name, its definition with the thresholds in force, its unit and its columns."""

from kadash.answers.metrics.listed import FORECAST_METRICS, GROUPS, LEVER_METRICS, METRICS, MODEL_METRICS, TABLES
from kadash.answers.metrics.metric import Metric, Unit
from kadash.answers.metrics.page import metrics_page
from kadash.answers.metrics.worded import metric, metric_about, metric_name

__all__ = [
    "FORECAST_METRICS", "GROUPS", "LEVER_METRICS", "METRICS", "MODEL_METRICS", "TABLES", "Metric", "Unit", "metric",
    "metric_about", "metric_name", "metrics_page",
]
