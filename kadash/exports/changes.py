"""What changed as a file to send each week: a workbook, or a page that asks nothing of the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from kadash.answers import Asked
from kadash.answers.changes import AccountChanges, Changes, Nothing
from kadash.answers.changes.change import Change, Way
from kadash.answers.changes.worded import (
    Evidence,
    account_name,
    compared_with,
    evidence_of,
    headline,
    kind_name,
    sentence,
    why,
)
from kadash.errors import KadashError
from kadash.exports.changes_workbook import changes_workbook
from kadash.exports.handover import cells
from kadash.exports.handover.clean import clean
from kadash.exports.handover.content import Block, Cell, Document, Page, Section, Sentence, Table
from kadash.exports.handover.formats import html, xlsx
from kadash.exports.handover.order import file_name
from kadash.language import Words

Format = Literal["xlsx", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)
MIMES: Mapping[Format, str] = MappingProxyType({"xlsx": xlsx.MIME, "html": html.MIME})
MOST_ON_A_PAGE = 60
"""Accounts of each kind that a page shows; a workbook has all."""

_WRITERS: Mapping[Format, Callable[[Document], bytes]] = MappingProxyType(
    {"xlsx": changes_workbook, "html": html.html_file})
_COLUMNS = ("account", "kind", "what", "why", "at_stake", "when", "owner")
_WEIGHTS = (2.2, 1.0, 3.6, 3.6, 1.2, 1.3, 1.3)
_MONEY = _COLUMNS.index("at_stake")


def changes_file(asked: Asked, found: Changes, format_: Format, words: Words) -> bytes:
    """The file, in the language of `words`: most important first, each change with its money and why."""
    most = None if format_ == "xlsx" else MOST_ON_A_PAGE
    return _WRITERS[format_](clean(changes_document(asked, found, words, most)))


def write_changes(asked: Asked, found: Changes, file: Path, words: Words) -> None:
    """Write the file in the format that its name ends with; KadashError `changes_format` for any other."""
    wanted = next((format_ for format_ in FORMATS if file.suffix.lower() == f".{format_}"), None)
    if wanted is None:
        raise KadashError("changes_format", file=file.name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(changes_file(asked, found, wanted, words))


def changes_file_name(found: Changes, format_: Format, words: Words) -> str:
    """A name that says what it is and of which day."""
    return file_name(words("changes.title"), found.as_of.isoformat(), format_)


def changes_document(asked: Asked, found: Changes, words: Words, most: int | None) -> Document:
    """What wants a decision, then what is better: a table each, at most so many accounts in it."""
    title = words("changes.report.title", date=words.date(found.as_of))
    under = compared_with(found, words)
    evidence = evidence_of(asked, found.changes, found.scheme)
    pages = tuple(_page(found, way, evidence, words, most) for way in ("worse", "better"))
    foot = (words("frame.as_of", date=words.date(found.as_of)), words.currency(found.currency))
    return Document(words.language, title, under, foot, (Section(title, under, pages),))


def _page(found: Changes, way: Way, evidence: Evidence, words: Words, most: int | None) -> Page:
    accounts = [one for one in found.accounts if one.way == way]
    blocks: list[Block] = [_table(accounts[:most], evidence, words)] if accounts else [
        Sentence(words("changes.report.none"))]
    left = len(accounts) - (len(accounts) if most is None else most)
    if left > 0:
        blocks.append(Sentence(words("changes.report.rest", left)))
    about = words(f"changes.report.{way}")
    nothing = isinstance(found.before, Nothing) and not found.changes
    title = compared_with(found, words) if nothing else headline(found, words)
    return Page(about, title if way == "worse" else about, tuple(blocks))


def _table(accounts: list[AccountChanges], evidence: Evidence, words: Words) -> Table:
    rows = tuple(_row(change, evidence, words) for one in accounts for change in one.changes)
    return Table("", tuple(words(f"changes.column.{name}") for name in _COLUMNS), rows, _WEIGHTS, frozenset({_MONEY}))


def _row(change: Change, evidence: Evidence, words: Words) -> tuple[Cell, ...]:
    return (cells.text(account_name(change, words)), cells.text(kind_name(change, words)),
            cells.text(sentence(change, words)), cells.text(" ".join(why(change, evidence, words))),
            cells.money(change.at_stake, words), cells.day(change.when, words), cells.text(change.owner))
