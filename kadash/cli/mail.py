"""A mail with one page attached, by the company's own server, set up by the environment alone."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal, get_args

from kadash.errors import KadashError

Tls = Literal["starttls", "ssl", "off"]
_PORTS: Mapping[Tls, int] = {"starttls": 587, "ssl": 465, "off": 25}
_PATIENCE_S = 60.0


@dataclass(frozen=True)
class MailSetup:
    """How mail leaves. password: never shown; user None: the server asks for none."""

    host: str
    port: int
    sender: str
    tls: Tls
    user: str | None
    password: str | None

    def __repr__(self) -> str:
        return f"MailSetup({self.host}:{self.port})"


def mail_setup(environment: Mapping[str, str]) -> MailSetup:
    """From KADASH_MAIL_HOST, _FROM, _TLS (starttls, ssl, off), _PORT, _USER and _PASSWORD.

    KadashError `mail_setup` names the first that is missing or cannot be.
    """
    host, sender = (environment.get(f"KADASH_MAIL_{name}", "").strip() for name in ("HOST", "FROM"))
    tls = environment.get("KADASH_MAIL_TLS", "starttls").strip().lower()
    port = environment.get("KADASH_MAIL_PORT", "").strip()
    wrong = next((name for name, is_wrong in (
        ("KADASH_MAIL_HOST", not host), ("KADASH_MAIL_FROM", not is_address(sender)),
        ("KADASH_MAIL_TLS", tls not in get_args(Tls)),
        ("KADASH_MAIL_PORT", bool(port) and not (port.isascii() and port.isdigit())),
    ) if is_wrong), None)
    if wrong:
        raise KadashError("mail_setup", name=wrong)
    chosen: Tls = next(one for one in get_args(Tls) if one == tls)
    return MailSetup(host, int(port) if port else _PORTS[chosen], sender, chosen,
                     environment.get("KADASH_MAIL_USER") or None, environment.get("KADASH_MAIL_PASSWORD"))


def is_address(text: str) -> bool:
    """Whether mail can be sent to it; whether anybody reads it there only the server knows.

    >>> is_address("li@firm.example"), is_address("li"), is_address("li@firm.example, eve@x.example")
    (True, False, False)
    """
    name, _, place = text.partition("@")
    return bool(name and place) and not any(c.isspace() or c in ",;<>@\"" for c in name + place)


def send(setup: MailSetup, to: Sequence[str], subject: str, text: str, page: bytes, file: str) -> None:
    """Send it to each by itself, so that nobody sees who else gets it. KadashError `mail_not_sent` where the server
    cannot be reached or takes it from nobody or for nobody."""
    try:
        with _connected(setup) as server:
            for one in to:
                server.send_message(_message(setup, one, subject, text, page, file))
    except (OSError, smtplib.SMTPException) as fault:
        raise KadashError("mail_not_sent", server=f"{setup.host}:{setup.port}", reason=_reason(fault)) from fault


def _connected(setup: MailSetup) -> smtplib.SMTP:
    if setup.tls == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(setup.host, setup.port, timeout=_PATIENCE_S,
                                                context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(setup.host, setup.port, timeout=_PATIENCE_S)
        if setup.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
    if setup.user is not None:
        server.login(setup.user, setup.password or "")
    return server


def _message(setup: MailSetup, to: str, subject: str, text: str, page: bytes, file: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = setup.sender, to
    message["Subject"] = " ".join(subject.split())  # one line: a file's name could bring more
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    message.add_attachment(page, maintype="text", subtype="html", filename=file)
    return message


def _reason(fault: Exception) -> str:
    """What the server said, as a number where it has one, else what kind of fault it was."""
    code = getattr(fault, "smtp_code", None)
    return str(code) if code else type(fault).__name__
