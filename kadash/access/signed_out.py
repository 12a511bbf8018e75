"""Which sign-ins were ended: a cookie that was copied, or a tab that still holds it, counts no longer."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_KEPT_S = 31 * 24 * 3600
"""Longer than a browser keeps the cookie of a sign-in (30 days)."""
_TELL_APART = ("iss", "sub", "iat", "nonce")


@dataclass(frozen=True)
class SignedOut:
    """The sign-ins that were ended, an empty file each: no lock, no database, and every process of a server sees it."""

    folder: Path

    def add(self, claims: Mapping[str, object]) -> None:
        """End the sign-in with these claims, in every tab and for every copy of its cookie."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / _name(claims)).touch()

    def has(self, claims: Mapping[str, object]) -> bool:
        """Whether the sign-in with these claims was ended."""
        return (self.folder / _name(claims)).exists()

    def sweep(self) -> None:
        """Forget those whose cookie no browser has any more."""
        oldest = time.time() - _KEPT_S
        for file in self.folder.glob("*"):
            if file.stat().st_mtime < oldest:
                file.unlink(missing_ok=True)


def _name(claims: Mapping[str, object]) -> str:
    """A name for one sign-in that tells nothing of the person; the provider's nonce differs each time."""
    parts = json.dumps([claims.get(part) for part in _TELL_APART], default=str)
    return hashlib.sha256(parts.encode()).hexdigest()
