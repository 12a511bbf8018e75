"""A hand-over file as it is ordered: which accounts, for whom, in which format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, get_args

from kadash.answers import Asked
from kadash.answers.review import ReviewDossier, entered, review_dossier
from kadash.errors import KadashError
from kadash.exports.handover.content import Document
from kadash.exports.handover.customer import customer_facts
from kadash.exports.handover.document import customer_document, our_document
from kadash.exports.handover.names import with_names
from kadash.language import Words
from kadash.loads.company import company_in_use
from kadash.store import Home

Audience = Literal["us", "customer"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

FileFormat = Literal["pptx", "pdf", "xlsx", "html"]
FILE_FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)

_ZIP = "application/zip"


@dataclass(frozen=True)
class Order:
    """What is wanted. Accounts in the order they shall stand in."""

    account_ids: tuple[str, ...]
    audience: Audience
    format: FileFormat


@dataclass(frozen=True)
class HandedOver:
    """A file: what it is called, what is in it, and its media type."""

    name: str
    content: bytes
    mime: str


def hand_over(asked: Asked, home: Home, order: Order, words: Words) -> HandedOver:
    """The file of an order, with what the journal has of them.

    Several accounts for us are one file; for customers they are a file each, packed together, so that none sees
    another's. KadashError `handover_no_account` for an account that is not there, or not for this viewer's eyes.
    """
    words = with_names(words.of_company(company_in_use(home)), asked)
    reviews = [_review(asked, home, account_id) for account_id in order.account_ids]
    if order.audience == "us":
        return _file(our_document(asked, reviews, words), asked, order)
    files = [_file(customer_document(customer_facts(asked, review), words), asked, order) for review in reviews]
    return files[0] if len(files) == 1 else _packed(files, asked)


def file_name(title: str, day: str, ending: str) -> str:
    """A name that every file system takes; letters of any language stay.

    >>> file_name("Review: A/B", "2026-09-30", "pdf")
    'Review A B 2026-09-30.pdf'
    """
    bare = re.sub(r"[^\w ()（）-]+", " ", title)
    return f"{' '.join(bare.split())[:80].strip()} {day}.{ending}".lstrip(" .")


def _review(asked: Asked, home: Home, account_id: str) -> ReviewDossier:
    found = review_dossier(asked, account_id, entered(home.journal(), account_id))
    if found is None:
        raise KadashError("handover_no_account", account=account_id)
    return found


def _file(document: Document, asked: Asked, order: Order) -> HandedOver:
    made = import_module(f"kadash.exports.handover.formats.{order.format}")  # typst and pptx load when first asked for
    render: Callable[[Document], bytes] = getattr(made, f"{order.format}_file")
    return HandedOver(file_name(document.title, asked.as_of.isoformat(), order.format), render(document), made.MIME)


def _packed(files: list[HandedOver], asked: Asked) -> HandedOver:
    out, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, file in enumerate(files, 1):
            name = file.name if file.name.casefold() not in taken else f"{number} {file.name}"
            taken.add(name.casefold())
            packed.writestr(name, file.content)
    return HandedOver(file_name("kadash", asked.as_of.isoformat(), "zip"), out.getvalue(), _ZIP)
