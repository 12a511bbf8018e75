"""What a scheduled load did and what changed by it, as a page to send: nothing is fetched, nothing runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kadash.answers import Asked
from kadash.answers.changes import Changes
from kadash.answers.changes.terminal import sentences
from kadash.errors import KadashError
from kadash.exports.changes import changes_pages
from kadash.exports.handover import cells
from kadash.exports.handover.clean import clean
from kadash.exports.handover.content import Block, Bullets, Document, Page, Section, Sentence, Table
from kadash.exports.handover.formats.html import html_file
from kadash.language import Words
from kadash.loads.report import LoadReport
from kadash.loads.told import headline_of, sentences_of

Outcome = Literal["nothing", "whole", "look", "refused"]
"""nothing: no file lay there; whole: every row counts or is set aside by rule; look: files were refused or rows
rejected; refused: nothing could be loaded."""

_COUNTS = ("read", "accepted", "rejected", "set_aside")
_MOST_LINES = 30
"""Changes that a mail's text tells of; the page beside it has all of them."""


@dataclass(frozen=True)
class Night:
    """What came of one scheduled load. waiting: names of files that somebody was still writing."""

    report: LoadReport | None = None
    error: KadashError | None = None
    waiting: tuple[str, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What whoever watches over it wants to know first."""
        if self.error is not None:
            return "refused"
        if self.report is None:
            return "nothing"
        doubtful = any(file.refused or file.counts.rejected for file in self.report.files)
        return "look" if doubtful else "whole"

    def headline(self, words: Words) -> str:
        """One sentence: the subject of a mail."""
        rejected = refused = files = 0
        if self.report is not None:
            files = len({file.file for file in self.report.files if not file.refused})
            rejected = sum(file.counts.rejected for file in self.report.files)
            refused = sum(file.refused is not None for file in self.report.files)
        return words(f"night.{self.outcome}", files, rejected=words.number(rejected), refused=words.number(refused))


def night_text(night: Night, asked: Asked | None, found: Changes | None, words: Words) -> list[str]:
    """The lines of a mail: what came of it, what was loaded, what waits, and the weightiest changes."""
    said = [night.headline(words)]
    if night.error is not None:
        said.append(words.of_error(night.error))
    if night.report is not None:
        said += sentences_of(night.report, words)
    said += [words("night.waiting", None, file=name) for name in night.waiting]
    if asked is not None and found is not None:
        changed = sentences(found, words)
        said += ["", *changed[:_MOST_LINES]]
        if len(changed) > _MOST_LINES:
            said.append(words("night.more", len(changed) - _MOST_LINES))
    return said


def night_page(night: Night, asked: Asked | None, found: Changes | None, words: Words) -> bytes:
    """The same as one HTML file, with the rows of each table and every change with its money and why."""
    pages = [_of_load(night, words)]
    if asked is not None and found is not None:
        pages += changes_pages(asked, found, words)
    foot = () if night.report is None else (words("frame.as_of", date=words.date(night.report.as_of)),
                                            words.currency(night.report.currency))
    title = words("night.title")
    return html_file(clean(Document(words.language, title, "", foot, (Section(title, "", tuple(pages)),))))


def _of_load(night: Night, words: Words) -> Page:
    blocks: list[Block] = []
    if night.error is not None:
        blocks.append(Sentence(words.of_error(night.error)))
    if night.report is not None:
        blocks += [Sentence(headline_of(night.report, words)), _tables(night.report, words)]
        notes = tuple(words.of_finding(note) for note in night.report.notes)
        blocks += [Bullets(words("night.noticed"), notes)] if notes else []
    waiting = tuple(words("night.waiting", None, file=name) for name in night.waiting)
    blocks += [Bullets(words("night.left"), waiting)] if waiting else []
    return Page(words("night.loaded"), night.headline(words), tuple(blocks))


def _tables(report: LoadReport, words: Words) -> Table:
    rows = tuple(
        (cells.text(words(f"table.{table}")), *(cells.number(counts.as_dict()[name], words) for name in _COUNTS))
        for table, counts in report.tables.items())
    heads = (words("night.column.table"), *(words(f"night.column.{name}") for name in _COUNTS))
    return Table("", heads, rows, (2.0, 1.0, 1.0, 1.0, 1.0), frozenset({1, 2, 3, 4}))
