"""What is flagged on the viewer's accounts, with the money at stake; what is new of it, the changes tell."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from kadash.answers.asked import Asked
from kadash.language import Words
from kadash.vocabulary import FLAGS, Severity

STAKES: MappingProxyType[str, str] = MappingProxyType({
    "below_zero": "loss",
    "margin_erosion": "revenue",
    "defected": "yearly",
    "over_credit_limit": "open_money",
    "slipping": "yearly",
    "late_payer": "open_money",
    "service_burden": "revenue",
    "one_off_giant": "largest_orders",
    "lost_category": "yearly",
    "contract_ending": "yearly",
    "low_survey": "yearly",
    "nursery": "yearly",
})
"""Flag to the money that says what is at stake; wording: `overview.stake.<flag>`."""


@dataclass(frozen=True)
class FlagLine:
    """A flag on the viewer's accounts: how many, and the money at stake."""

    flag: str
    severity: Severity
    accounts: int
    at_stake: float

    def stake(self, words: Words) -> str:
        """The money at stake, and which money that is."""
        return words(f"overview.stake.{self.flag}", None, money=words.money(abs(self.at_stake)))


def flag_lines(asked: Asked) -> tuple[FlagLine, ...]:
    """One line a flag that an account of the viewer has, most urgent first."""
    by_flag = {row["flag"]: row for row in asked.records("overview_flags")}
    return tuple(
        FlagLine(flag, severity, row["accounts"], _money(row[STAKES[flag]]))
        for flag, severity in FLAGS.items() if (row := by_flag.get(flag)) is not None)


def _money(amount: float | None) -> float:
    return float("nan") if amount is None else amount
