"""What a load is told beside its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kadash.intake.reading import Reading
from kadash.policy import Policy
from kadash.segments import check_own_schemes


@dataclass(frozen=True)
class Options:
    """What a load is told beside its files.

    readings: fingerprint of the headers to what a person chose for them. readings_seen: to the newest entry of what is
    remembered of them, as it was when the load was asked for. without: hashes of loaded files that make way for
    the new ones (the sample company's), with what is remembered of their currency.
    """

    today: date
    who: str
    policy: Policy
    currency: str | None = None
    as_of: date | None = None
    readings: dict[str, Reading] = field(default_factory=dict)
    readings_seen: dict[str, int] = field(default_factory=dict)
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a policy whose own schemes cannot be read (KadashError) before anything else is done."""
        check_own_schemes(self.policy)
