"""What was learnt of each service: naive, as assigned and as done side by side, and the way into the catalogue."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import streamlit as st

from kadash.access import Right
from kadash.answers import Asked
from kadash.answers.service_plan.came import IN_DAYS, Measure
from kadash.answers.service_plan.outcomes import Taught, taught
from kadash.language import Words
from kadash.loads import catalogue_in_use, keep_service
from kadash.loads.catalogue import KIND
from kadash.loads.policy import newest_entry
from kadash.services.catalogue import BUYER_TYPES
from kadash.services.compared import Difference
from kadash.services.edited import with_learned
from kadash.services.learning import accounts_per_arm
from kadash.store import Home
from kadash.ui import address, session
from kadash.ui.cache import kept
from kadash.ui.data import running
from kadash.ui.frame import Page
from kadash.ui.read_table import read_table
from kadash.ui.service_plan.who import service_word


def learnt_panel(page: Page, asked: Asked) -> None:
    """Every comparison, and below it the effect chosen, by buyer type."""
    words = page.words
    st.subheader(words("outcomes.learned"), anchor=False)
    found = kept(_taught, asked, page.home.path, page.home.journal().revision())
    st.caption(words("outcomes.needed", None, needed=words.number(accounts_per_arm(0.80, 0.85))))
    if not found:
        st.markdown(words("outcomes.nothing_learned"))
        return
    shown = pd.DataFrame([_compared(words, one) for one in found])
    read_table(words, words("outcomes.compared"), shown, shown.columns[2:5], key="outcomes_compared",
               file=lambda: shown)
    st.caption(words("outcomes.compared.about"))
    st.caption(words("outcomes.compared.not"))
    known = {_name(one): one for one in found if one.learned is not None}
    if known:
        chosen = address.one_from_list(words("outcomes.effect_of"), tuple(known), "learned",
                                       lambda one: _title(words, known[one]), next(iter(known)))
        _effects(page, known[chosen])


def _taught(asked: Asked, folder: Path, revision: int) -> list[Taught]:
    """What the journal of a data directory teaches, at a revision of it: part of the key under which this is kept."""
    return taught(asked, Home(folder).journal(), asked.catalogue)


def _name(found: Taught) -> str:
    return f"{found.service.id}.{found.effect.lever}" if found.effect else found.service.id


def _title(words: Words, found: Taught) -> str:
    assert found.effect is not None
    return words("outcomes.effect_name", None, service=service_word(words, found.service.id),
                 lever=words(f"service_lever.{found.effect.lever}"),
                 months=words("catalogue.months", found.months))


def _compared(words: Words, found: Taught) -> dict[str, str]:
    seen = found.compared
    return {
        words("outcomes.column.service"): service_word(words, found.service.id),
        words("outcomes.measure"): words(f"outcomes.measure.{found.measure}", None, months=words(
            "catalogue.months", found.months)),
        words("outcomes.naive"): _difference(words, found.measure, seen.naive),
        words("outcomes.assigned"): _difference(words, found.measure, seen.adjusted),
        words("outcomes.treated"): _difference(words, found.measure, seen.treated),
        words("outcomes.uptake"): words(
            "outcomes.uptake.of", None, got=words.number(seen.uptake.given_got), given=words.number(seen.uptake.given),
            others_got=words.number(seen.uptake.others_got), others=words.number(seen.uptake.others)),
        words("outcomes.warnings"): words.listed([words(f"outcomes.warning.{one}") for one in seen.warnings]) or "–",
    }


def _difference(words: Words, measure: Measure, found: Difference | None) -> str:
    if found is None:
        return "–"
    mean, low, high = (_written(words, measure, one) for one in (found.mean, found.low, found.high))
    if not math.isfinite(found.sd):
        return words("outcomes.difference_open", None, mean=mean)
    return words("outcomes.difference", None, mean=mean, low=low, high=high)


def _written(words: Words, measure: Measure, amount: float) -> str:
    """Points of a share, or days, with their sign."""
    return words.points(amount / 100 if measure in IN_DAYS else amount)


def _effects(page: Page, found: Taught) -> None:
    """What is believed of an effect now, by buyer type, and the way to take it into the catalogue."""
    words, effects = page.words, found.learned
    assert effects is not None and found.effect is not None
    shown = pd.DataFrame([{
        words("outcomes.buyer_type"): words(f"layer.buyer_type.{row['buyer_type']}"),
        words("outcomes.counted"): words("outcomes.of", None, given=words.number(row["given"]),
                                         others=words.number(row["held"])),
        words("outcomes.assumed"): _plus_minus(words, found.measure, row["assumed"], row["assumed_sd"]),
        words("outcomes.seen"): _plus_minus(words, found.measure, row["seen"], row["seen_sd"]),
        words("outcomes.believed"): _plus_minus(words, found.measure, row["mean"], row["sd"]),
    } for row in effects.to_dict("records")])
    st.dataframe(shown, hide_index=True, key=f"learned_{_name(found)}", alt=words("outcomes.learned"))
    if session.may(Right.EDIT_CATALOGUE) and st.button(words("outcomes.take"), key=f"take_{_name(found)}"):
        believed = {row["buyer_type"]: (float(row["mean"]), float(row["sd"])) for row in effects.to_dict("records")}
        seen = newest_entry(page.home, KIND, found.service.id)
        now = {one.id: one for one in catalogue_in_use(page.home).services}.get(found.service.id, found.service)
        counted = int(effects["given"].sum() + effects["held"].sum())
        learned = with_learned(now, found.effect.lever, {kind: believed[kind] for kind in BUYER_TYPES}, counted)
        keep_service(page.home, learned, who=session.author(Right.EDIT_CATALOGUE), at=session.now(), expected=seen)
        running.begin(page.home, "rebuild", right=Right.EDIT_CATALOGUE)
        st.rerun()


def _plus_minus(words: Words, measure: Measure, mean: float, sd: float) -> str:
    if mean != mean:
        return "–"
    is_days = measure in IN_DAYS
    return words("catalogue.effect_days" if is_days else "catalogue.effect_points", None,
                 mean=_written(words, measure, mean), sd=words.number(sd if is_days else sd * 100, 1))
