"""The views of the service plan page, a file each."""

from kadash.ui.service_plan.catalogue import catalogue_view
from kadash.ui.service_plan.outcomes import outcomes_view
from kadash.ui.service_plan.plan import plan_view

VIEWS = {"plan": plan_view, "catalogue": catalogue_view, "outcomes": outcomes_view}
"""View, as the address names it, to what draws it; in the order they are offered."""

__all__ = ["VIEWS"]
