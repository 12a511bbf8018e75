"""What the customer said for the arithmetic, as it is entered and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kadash.reviews.arithmetic_lines import INPUTS, RULES
from kadash.reviews.fields import amount_of

_NONE: Mapping[str, float] = MappingProxyType({})
_NO_SHARES: Mapping[tuple[str, str], float] = MappingProxyType({})


@dataclass(frozen=True)
class Said:
    """inputs: answers by name. shares: (service, line) to the share by which it changes. fees (a year) and one_offs:
    what the customer pays for a service. What is not in them was not asked or not answered."""

    inputs: Mapping[str, float] = field(default_factory=lambda: _NONE)
    shares: Mapping[tuple[str, str], float] = field(default_factory=lambda: _NO_SHARES)
    fees: Mapping[str, float] = field(default_factory=lambda: _NONE)
    one_offs: Mapping[str, float] = field(default_factory=lambda: _NONE)


def said_to_body(said: Said) -> dict[str, object]:
    """As the journal keeps it."""
    return {"inputs": dict(said.inputs), "fees": dict(said.fees), "one_offs": dict(said.one_offs),
            "shares": [{"service": service, "line": line, "share": share}
                       for (service, line), share in said.shares.items()]}


def said_from_body(body: object) -> Said:
    """What the journal kept; answers to what is no longer asked, and shares beyond 0 to 1, are left out."""
    kept = body if isinstance(body, Mapping) else {}
    inputs = _amounts(kept.get("inputs"))
    rows = kept.get("shares")
    shares = {(str(row["service"]), str(row["line"])): share for row in (rows if isinstance(rows, list) else [])
              if row.get("line") in RULES and (share := amount_of(row.get("share"))) is not None and 0 <= share <= 1}
    return Said({name: inputs[name] for name in INPUTS if name in inputs}, shares, _amounts(kept.get("fees")),
                _amounts(kept.get("one_offs")))


def _amounts(kept: object) -> dict[str, float]:
    """Amounts from 0 on, by name."""
    found = kept if isinstance(kept, Mapping) else {}
    return {str(name): amount for name, value in found.items()
            if (amount := amount_of(value)) is not None and amount >= 0}
