"""What is remembered of sign-ins: which were ended, so that a copied cookie or another tab counts no longer."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

_KEPT_S = 31 * 24 * 3600
"""Longer than a browser keeps the cookie of a sign-in (30 days)."""
_ENDED = "ended"


@dataclass(frozen=True)
class SignIns:
    """What happened to sign-ins, an empty file each: no lock, no database, and every process of a server sees it.

    A sign-in is told apart by whatever its provider makes differ; file names tell nothing of the person.
    """

    folder: Path

    def end(self, *sign_in: object) -> None:
        """End a sign-in, in every tab and for every copy of its cookie."""
        self.remember(_ENDED, *sign_in)

    def has_ended(self, *sign_in: object) -> bool:
        """Whether a sign-in was ended."""
        return self.remembers(_ENDED, *sign_in)

    def remember(self, what: str, *sign_in: object) -> None:
        """Remember that something happened to a sign-in."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file(what, *sign_in).touch()

    def remembers(self, what: str, *sign_in: object) -> bool:
        """Whether it happened to the sign-in."""
        return self._file(what, *sign_in).exists()

    def sweep(self) -> None:
        """Forget the sign-ins whose cookie no browser has any more."""
        oldest = time.time() - _KEPT_S
        for file in self.folder.glob("*"):
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)

    def _file(self, what: str, *sign_in: object) -> Path:
        return self.folder / hashlib.sha256(json.dumps([what, *sign_in], default=str).encode()).hexdigest()
