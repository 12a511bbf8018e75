"""The service plan: who gets which service for a budget and people's hours, and against what is done today."""

from kadash.answers.service_plan.answer import (
    Asking,
    Columns,
    ServicePlan,
    asking_of,
    reasons_of,
    reasons_of_one,
    service_plan,
)
from kadash.answers.service_plan.base import PlanBase, plan_base
from kadash.answers.service_plan.catalogue import CatalogueRow, catalogue_rows, reached
from kadash.answers.service_plan.effort import Effort, effort_today

__all__ = ["Asking", "CatalogueRow", "Columns", "Effort", "PlanBase", "ServicePlan", "asking_of", "catalogue_rows",
           "effort_today", "plan_base", "reached", "reasons_of", "reasons_of_one", "service_plan"]
