"""Survey answers with a column a driver: which columns are which driver."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.words import without_units
from kadash.vocabulary import SURVEY_DRIVERS

_HAN = MappingProxyType({
    "有形性": "tangibles", "有形": "tangibles", "可靠性": "reliability", "可靠": "reliability",
    "响应性": "responsiveness", "响应": "responsiveness", "反应性": "responsiveness",
    "保证性": "assurance", "保证": "assurance", "移情性": "empathy", "移情": "empathy", "关怀性": "empathy",
    "质量": "quality", "产品质量": "quality", "价值": "value", "性价比": "value",
    "满意度": "satisfaction", "总体满意度": "satisfaction",
})
_FEWEST = 3


def survey_drivers(header: Sequence[str], profiles: Sequence[Profile]) -> dict[int, str]:
    """Column position to driver, where at least three columns of figures are named for drivers; else nothing."""
    found: dict[int, str] = {}
    for index, name in enumerate(header):
        word = without_units(name)
        driver = _HAN.get(word, word)
        if driver in SURVEY_DRIVERS and driver not in found.values() and profiles[index].numbers > 0.5:
            found[index] = driver
    return found if len(found) >= _FEWEST else {}
