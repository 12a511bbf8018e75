"""What is explored: a file to ask, its sources, and the moment and the eyes it is asked with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kadash.answers.asked import Asked
from kadash.answers.explore.catalogue import sources
from kadash.answers.explore.moment import Moment
from kadash.answers.explore.source import Source
from kadash.errors import KadashError
from kadash.language import FiscalYear
from kadash.marts.calendar import window
from kadash.store import Generation

FILE = "file"
"""The source of a file that is explored alone."""


@dataclass(frozen=True)
class Ground:
    """Either the loaded data (asked) or a dropped file alone (asked None).

    from_sums: what the load has summed answers where it can; False: every question goes the long way.
    """

    generation: Generation
    sources: Mapping[str, Source]
    moment: Moment
    asked: Asked | None = None
    from_sums: bool = True

    @classmethod
    def of(cls, asked: Asked) -> Ground:
        """The loaded data as a viewer may see them."""
        w = window(asked.as_of, asked.policy)
        moment = Moment(asked.as_of, w.first_day, w.last_day, asked.scope, asked.policy.money.stand_in_margin_rate)
        return cls(asked.generation, sources(asked.policy), moment, asked)

    def in_year(self, year: FiscalYear) -> Ground:
        """The same with the years and quarters of a company."""
        sources = {name: replace(source, year=year) for name, source in self.sources.items()}
        return replace(self, sources=sources, moment=replace(self.moment, year=year))

    def source(self, name: str) -> Source:
        """A source by its name; KadashError where there is none."""
        if name not in self.sources:
            raise KadashError("explore_unknown", name=name)
        return self.sources[name]

    @property
    def key(self) -> tuple[str, str]:
        """What answers may be kept under: a file that never changes, the viewer's scope and the company's year."""
        file, scope = self.asked.key if self.asked is not None else (str(self.generation.path), "*")
        return file, f"{scope} {self.moment.year.first_month}"


def with_rows(ground: Ground) -> tuple[str, ...]:
    """The sources that hold any row."""
    parts = [f"select '{name}' as name where exists (select 1 from {_table(source)})"
             for name, source in ground.sources.items()]
    found = {str(row[0]) for row in ground.generation.rows(" union all ".join(parts))}
    return tuple(name for name in ground.sources if name in found)


def _table(source: Source) -> str:
    """A table that has rows where the source has: after the first `from` of its statement, or of its stand-in's."""
    words = (source.stand_ins[0].source if source.stand_ins else source).sql.split()
    return next(word for word in words[words.index("from") + 1:] if "." in word)
