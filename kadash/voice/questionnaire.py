"""The shipped questionnaire: its items, the codes that stand on the form, and the scale.

A form is read back by its codes, never by its words, so that it may be handed out in any language. Its wording stands
in the catalogue: `voice.item.<code>`, `voice.driver.<driver>`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from kadash.vocabulary import RECOMMEND, SURVEY_DRIVERS

MARK = "KADASH-VOICE-1"
"""Stands in the first column of a form's first row: by this it is known, and by the number how to read it."""

SCALE_MAX = 7
"""The scale of expected, received and important: 1 to 7."""

RECOMMEND_MAX = 10
"""Recommending is asked from 0 to 10, as the net promoter score wants it."""


@dataclass(frozen=True)
class Item:
    """A statement of the questionnaire: asked for what is expected and what is received."""

    code: str
    driver: str


FIELDS = MappingProxyType({"ID": "account_id", "CO": "account_name", "PE": "respondent", "DT": "response_date"})
"""Code of a field at the head of the form to the canonical field; its value stands in the third column."""

_LETTERS = MappingProxyType({
    "tangibles": "TA", "reliability": "RL", "responsiveness": "RS", "assurance": "AS", "empathy": "EM",
    "quality": "QU", "value": "VA", "satisfaction": "SA",
})
ITEMS = tuple(Item(f"{_LETTERS[driver]}{number}", driver) for driver in SURVEY_DRIVERS for number in (1, 2))
"""Two statements a driver."""

IMPORTANT = MappingProxyType({f"{letters}-I": driver for driver, letters in _LETTERS.items()})
"""Code of the row that asks how much a driver matters, to the driver."""

RECOMMEND_CODE = "NPS"
DRIVER_OF_CODE = MappingProxyType({**{item.code: item.driver for item in ITEMS}, RECOMMEND_CODE: RECOMMEND})
"""Code of a row with an answer to the driver it is about."""
