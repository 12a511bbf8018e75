"""What a company set for all its readers, from the journal: it counts at once, nothing needs to be judged anew."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from kadash.errors import KadashError
from kadash.language import Company, FiscalYear, Words, words_in
from kadash.language.company import MONEY_UNITS, MONTHS
from kadash.store import Entry, Home
from kadash.store.sqlite import state_of
from kadash.vocabulary import SCHEMES

KIND, SUBJECT = "setting", "company"
LONGEST_NAME = 24
FORBIDDEN = "{}[]<>*_$`|\\#~^\":"
"""Signs that a page or a chart would take for markup."""

Names = Mapping[str, Mapping[str, str]]

_LONGEST_KEPT_S = 20.0
_lately: dict[Path, tuple[float, object, Company]] = {}
_lock = threading.Lock()


def company_in_use(home: Home) -> Company:
    """What was set last; whatever cannot be read is as shipped, and `spoilt_entry` says so.

    Every page asks this several times a click: it is read again when the journal's files changed, and every twenty
    seconds anyway.
    """
    file = home.path / "journal.sqlite"
    now, files = time.monotonic(), state_of(file)
    with _lock:
        seen = _lately.get(file)
    if seen is not None and seen[1] == files and now - seen[0] < _LONGEST_KEPT_S:
        return seen[2]
    found = _read(home)
    with _lock:
        _lately[file] = (now, files, found)
    return found


def _read(home: Home) -> Company:
    try:
        kept = home.journal().get(KIND, SUBJECT)
    except KadashError as error:
        if error.code != "journal_unreadable":
            raise
        return Company(spoilt_entry=int(str(error.facts["entry"])))
    return company_of(kept.body if kept else None)


def company_of(body: object) -> Company:
    """The settings that an entry of the journal holds."""
    if not isinstance(body, Mapping):
        return Company()
    month, unit, names = body.get("fiscal_first_month"), body.get("money_unit"), body.get("layer_names")
    return Company(
        FiscalYear(month if isinstance(month, int) and 1 <= month <= MONTHS else 1),
        unit if unit in MONEY_UNITS else "short",
        MappingProxyType({str(layer): MappingProxyType(dict(of)) for layer, of in names.items()})
        if isinstance(names, Mapping) else MappingProxyType({}),
    )


def company_body(company: Company) -> dict[str, object]:
    """The settings as the journal holds them."""
    return {"fiscal_first_month": company.fiscal_year.first_month, "money_unit": company.money_unit,
            "layer_names": {layer: dict(of) for layer, of in company.layer_names.items()}}


def keep_company(home: Home, company: Company, *, who: str, at: datetime, expected: int | None = None) -> Entry:
    """Save what a company set. `expected`: the entry that the author saw, 0 for none."""
    return home.journal().put(KIND, SUBJECT, company_body(company), author=who, at=at, expected=expected)


def words_for(home: Home, language: str) -> Words:
    """The words of a language as the company of this data directory reads them."""
    return words_in(language).of_company(company_in_use(home))


def checked_names(wanted: Names, words_by_language: Mapping[str, Words]) -> Names:
    """The company's names of layers without those that say nothing new; KadashError where one cannot be used.

    wanted: `scheme.layer` to name by language; empty: as shipped. No two layers of a scheme may be called alike.
    words_by_language: the words as shipped.
    """
    kept: dict[str, dict[str, str]] = {}
    for language, words in words_by_language.items():
        for scheme, layers in SCHEMES.items():
            called: dict[str, str] = {}
            for layer in layers:
                shipped = words(f"layer.{scheme}.{layer}")
                name = " ".join(wanted.get(f"{scheme}.{layer}", {}).get(language, "").split()) or shipped
                _refuse_unusable(name)
                if name.casefold() in called:
                    raise KadashError("layer_name_twice", name=name, scheme=words(f"scheme.{scheme}"))
                called[name.casefold()] = layer
                if name != shipped:
                    kept.setdefault(f"{scheme}.{layer}", {})[language] = name
    return kept


def _refuse_unusable(name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise KadashError("layer_name_long", name=name, longest=LONGEST_NAME)
    bad = sorted({sign for sign in name if sign in FORBIDDEN or not sign.isprintable()})
    if bad:
        raise KadashError("layer_name_signs", name=name, signs=" ".join(bad))
