"""The trail as a file: one row an act, each with its hash, and on a sheet of its own whether the chain is whole."""

from __future__ import annotations

import pandas as pd

from kadash.answers.trail import TrailSeen, change_of
from kadash.exports.explore import explored_workbook
from kadash.language import Words
from kadash.store import Journal

COLUMNS = ("line", "when", "who", "what", "about", "change", "detail", "previous", "hash")


def trail_table(words: Words, journal: Journal, seen: TrailSeen) -> pd.DataFrame:
    """One row an act, newest first; heads in words, moments in ISO form, changes as `place: before -> after`."""
    rows = []
    for act in seen.acts:
        change = "; ".join(f"{one.place}: {one.before or '–'} → {one.after or '–'}"
                           for one in change_of(words, journal, act))
        rows.append((act.line.line_id, act.line.at, act.line.who, act.what(words), act.line.subject, change,
                     act.line.detail_text, act.line.previous, act.line.hash))
    return pd.DataFrame(rows, columns=[words(f"trail.column.{name}") for name in COLUMNS])


def trail_workbook(words: Words, journal: Journal, seen: TrailSeen) -> bytes:
    """The same as a workbook, with the head of the chain on its second sheet."""
    table = trail_table(words, journal, seen)
    facts = [(words("trail.title"), seen.sentence(words)), (words("trail.column.hash"), seen.state.head)]
    facts += [(words("trail.column.line"), words(f"trail.fault.{one.code}", None, number=one.number))
              for one in seen.state.faults]
    return explored_workbook(table, ["text"] * len(table.columns), words("trail.title"), facts, words("trail.about"))
