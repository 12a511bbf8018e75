"""Is the account alive, what will it earn, what is it worth: activity models and lifetime value."""

from kadash.value.activity import Activity, ActivityFit, activity
from kadash.value.annuity import annuity
from kadash.value.models import MODELS, name_and_k
from kadash.value.observed import jeffreys_range, observed_retention
from kadash.value.values import values
from kadash.value.whitespace import whitespace

__all__ = [
    "MODELS", "Activity", "ActivityFit", "activity", "annuity", "jeffreys_range", "name_and_k", "observed_retention",
    "values", "whitespace",
]
