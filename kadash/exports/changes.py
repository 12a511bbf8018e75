"""What changed as a file to send each week: a workbook, or a page that asks nothing of the network."""

from __future__ import annotations

from collections.abc import Mapping
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

_COLUMNS: Mapping[str, float] = MappingProxyType({
    "account": 2.2, "kind": 1.0, "what": 3.6, "why": 3.6, "at_stake": 1.2, "when": 1.3, "owner": 1.3})
"""Columns of the tables and how wide they are."""
ON_A_PAGE = tuple(name for name in _COLUMNS if name != "kind")
"""A page has no room for the kind, and its sentence tells it."""


def changes_file(asked: Asked, found: Changes, format_: Format, words: Words) -> bytes:
    """The file, in the language of `words`: most important first, each change with its money and why."""
    if format_ == "xlsx":
        return changes_workbook(clean(changes_document(asked, found, words, None, tuple(_COLUMNS))))
    return html.html_file(clean(changes_document(asked, found, words, MOST_ON_A_PAGE, ON_A_PAGE)))


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


def changes_document(asked: Asked, found: Changes, words: Words, most: int | None,
                     columns: tuple[str, ...]) -> Document:
    """What wants a decision, then what is better: a table each, at most so many accounts in it."""
    title = words("changes.report.title", date=words.date(found.as_of))
    under = compared_with(found, words)
    pages = tuple(_pages(asked, found, words, most, columns))
    foot = (words("frame.as_of", date=words.date(found.as_of)), words.currency(found.currency))
    return Document(words.language, title, under, foot, (Section(title, under, pages),))


def changes_pages(asked: Asked, found: Changes, words: Words) -> list[Page]:
    """What wants a decision, then what is better, as pages of a file about more than that."""
    return _pages(asked, found, words, MOST_ON_A_PAGE, ON_A_PAGE)


def _pages(asked: Asked, found: Changes, words: Words, most: int | None, columns: tuple[str, ...]) -> list[Page]:
    evidence = evidence_of(asked, found.changes, found.scheme)
    return [_page(found, way, evidence, words, most, columns) for way in get_args(Way)]


def _page(found: Changes, way: Way, evidence: Evidence, words: Words, most: int | None,
          columns: tuple[str, ...]) -> Page:
    accounts = [one for one in found.accounts if one.way == way]
    blocks: list[Block] = [_table(accounts[:most], evidence, words, columns)] if accounts else [
        Sentence(words("changes.report.none"))]
    left = len(accounts) - (len(accounts) if most is None else most)
    if left > 0:
        blocks.append(Sentence(words("changes.report.rest", left)))
    about = words(f"changes.report.{way}")
    nothing = isinstance(found.before, Nothing) and not found.changes
    title = compared_with(found, words) if nothing else headline(found, words)
    return Page(about, title if way == "worse" else about, tuple(blocks))


def _table(accounts: list[AccountChanges], evidence: Evidence, words: Words, columns: tuple[str, ...]) -> Table:
    rows = [_row(change, evidence, words) for one in accounts for change in one.changes]
    return Table("", tuple(words(f"changes.column.{name}") for name in columns),
                 tuple(tuple(row[name] for name in columns) for row in rows),
                 tuple(_COLUMNS[name] for name in columns), frozenset({columns.index("at_stake")}))


def _row(change: Change, evidence: Evidence, words: Words) -> dict[str, Cell]:
    return {
        "account": cells.text(account_name(change, words)), "kind": cells.text(kind_name(change, words)),
        "what": cells.text(sentence(change, words)), "why": cells.text(" ".join(why(change, evidence, words))),
        "at_stake": cells.money(change.at_stake, words), "when": cells.day(change.when, words),
        "owner": cells.text(change.owner)}
