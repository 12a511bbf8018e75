"""The service plan: who gets which service for a budget and people's hours, and against what is done today."""

from kadash.answers.service_plan.answer import Asking, ServicePlan, service_plan
from kadash.answers.service_plan.base import PlanBase, plan_base
from kadash.answers.service_plan.catalogue import CatalogueRow, catalogue_rows, reached
from kadash.answers.service_plan.effort import Effort, effort_today

__all__ = ["Asking", "CatalogueRow", "Effort", "PlanBase", "ServicePlan", "catalogue_rows", "effort_today",
           "plan_base", "reached", "service_plan"]
