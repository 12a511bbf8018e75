"""A real OpenID Connect provider (oidc-provider-mock) in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.in_browser import free_port

START_LIMIT_S = 90


@dataclass(frozen=True)
class Provider:
    """A running provider. Its page signs in whoever types the name of a known person."""

    address: str

    def person(self, subject: str, **claims: object) -> None:
        """Make a person known, or change what the provider says of them from the next sign-in on."""
        asked = urllib.request.Request(f"{self.address}/users/{subject}", json.dumps(claims).encode(), method="PUT",
                                       headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(asked, timeout=30):
            pass

    def secrets(self, app: str) -> str:
        """What an app at this address needs in its secrets."""
        lines: Mapping[str, str] = {
            "redirect_uri": f"{app}/oauth2callback", "cookie_secret": "not a secret outside of this test",
            "client_id": "kadash", "client_secret": "any",
            "server_metadata_url": f"{self.address}/.well-known/openid-configuration"}
        return "[auth]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in lines.items())


@contextmanager
def provider(log: Path) -> Iterator[Provider]:
    """A provider that knows nobody yet; stopped at the end."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)],
                               stdout=log.open("wb"), stderr=subprocess.STDOUT)
    try:
        yield Provider(_answering(f"http://127.0.0.1:{port}", log))
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answering(address: str, log: Path) -> str:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=2):
                return address
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"the provider did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
