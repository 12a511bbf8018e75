"""The own ratio of winning an account to keeping one, beside the saying that winning costs five times as much."""

from __future__ import annotations

from dataclasses import dataclass

from kadash.answers.among import EVERYBODY, Among
from kadash.answers.asked import Asked
from kadash.language import Words
from kadash.marts.calendar import window

SAYING = 5.0
"""What is said of it everywhere: winning costs five times keeping."""


@dataclass(frozen=True)
class Winning:
    """The last 12 months: accounts `won` and `kept`; money spent before first orders, and on serving those kept."""

    won: int
    winning: float
    kept: int
    keeping: float

    @property
    def per_won(self) -> float | None:
        """What an account that was won cost, failures included; None where none was won or nothing was recorded."""
        return self.winning / self.won if self.won and self.winning > 0 else None

    @property
    def per_kept(self) -> float | None:
        """What keeping an account cost; None where none was kept or nothing was recorded."""
        return self.keeping / self.kept if self.kept and self.keeping > 0 else None

    @property
    def ratio(self) -> float | None:
        """Winning one against keeping one for a year."""
        return None if self.per_won is None or self.per_kept is None else self.per_won / self.per_kept

    def sentence(self, words: Words) -> str:
        """The own ratio, and what the saying is."""
        if self.per_won is None:
            return words("worth.winning.not_won" if not self.won else "worth.winning.no_cost")
        if self.ratio is None:
            return words("worth.winning.no_keeping", None, won=words.money(self.per_won))
        return words("worth.winning.sentence", None, won=words.money(self.per_won), kept=words.money(self.per_kept),
                     ratio=words.number(self.ratio, 1), saying=words.number(SAYING))


def winning(asked: Asked, among: Among = EVERYBODY) -> Winning:
    """The ratio over the accounts asked for that the viewer may see."""
    w = window(asked.as_of, asked.policy)
    row = asked.records("worth_winning", first_day=w.first_day, last_day=w.last_day, **among.params)[0]
    return Winning(int(row["won"]), float(row["winning"]), int(row["kept"]), float(row["keeping"]))
