"""KadashError: what a user can act on. A bug is not one and is not caught."""

from __future__ import annotations


class KadashError(Exception):
    """Something a user can mend: a code for the words on screen, and the facts that fill them.

    `code` names an entry of the language catalogues (`error.<code>`), whose text says what happened, why it
    matters and what to do; `facts` are its placeholders. `str(error)` is for the log and names no customer.

    >>> KadashError("entry_changed", author="Li").code
    'entry_changed'
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
