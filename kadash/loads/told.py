"""What a load did, as sentences."""

from __future__ import annotations

from kadash.language import Words
from kadash.loads.report import LoadReport


def headline_of(report: LoadReport, words: Words) -> str:
    """How many files were published, as what, up to which day, and the revenue then."""
    return words("load.published", len({file.file for file in report.files}), generation=report.generation,
                 as_of=words.date(report.as_of), revenue=words.money_exact(report.revenue),
                 currency=words.currency(report.currency))


def sentences_of(report: LoadReport, words: Words) -> list[str]:
    """The headline, the rows of each table, and what was noticed."""
    said = [headline_of(report, words)]
    for table, counts in report.tables.items():
        figures = {name: words.number(count) for name, count in counts.as_dict().items()}
        said.append(words("status.table", None, table=words(f"table.{table}"), **figures))
    return [*said, *(words("load.note", None, note=words.of_finding(note)) for note in report.notes)]
