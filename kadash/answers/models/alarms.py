"""Alarms with the share that came true, beside the share that would have anyway."""

from __future__ import annotations

import pandas as pd

from kadash.answers.asked import Asked

ALARMS = ("slipping", "defected", "margin_erosion", "below_zero", "late_payer", "service_burden")
"""Flags that warn of something, in the order they are shown."""


def alarms(asked: Asked) -> pd.DataFrame:
    """One row an alarm, in the order of ALARMS: flag, raised, came_true, quiet, quiet_came_true, lead_days,
    lead_accounts, and the shares precision (of those raised) and base_rate (of those quiet); NaN of nothing."""
    found = asked.frame("models_alarms").set_index("flag")
    found = found.reindex([flag for flag in ALARMS if flag in found.index]).reset_index()
    return found.assign(
        precision=found["came_true"] / found["raised"].where(found["raised"] > 0),
        base_rate=found["quiet_came_true"] / found["quiet"].where(found["quiet"] > 0))
