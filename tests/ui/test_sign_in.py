"""Who is there: by the claims of a provider, by a proxy's header, or alone; and what ends a sign-in."""

import getpass
import os
from pathlib import Path
from typing import Any

import pytest

from kadash.access.sign_ins import SignIns
from kadash.errors import KadashError
from kadash.ui import sign_in

CLAIMS = {"is_logged_in": True, "iss": "https://login.example.com", "sub": "17", "nonce": "n1", "iat": 1_000,
          "exp": 4_600, "email": "Li@Example.com", "preferred_username": "li"}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KADASH_SIGN_IN", "KADASH_IDENTITY_CLAIM", "KADASH_SIGN_IN_HOURS", "KADASH_TRUSTED_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KADASH_DATA", str(tmp_path))


def who(now: float = 2_000, **changed: Any) -> str | None:
    return sign_in.identity_of_claims({**CLAIMS, **changed}, now)


def test_alone_it_is_the_computers_user() -> None:
    assert sign_in.mode() is sign_in.SignInMode.ALONE
    assert sign_in.identity() == getpass.getuser()


def test_an_unknown_mode_is_said_and_never_taken_for_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KADASH_SIGN_IN", "oicd")

    with pytest.raises(KadashError) as refused:
        sign_in.identity()

    assert refused.value.code == "server_sign_in_mode" and refused.value.facts == {"found": "oicd"}


def test_an_e_mail_counts_in_small_letters_unless_the_provider_says_it_is_not_confirmed() -> None:
    assert who() == who(email_verified=True) == "li@example.com"
    assert who(email_verified=False) is None
    assert who(email_verified="false") is None
    assert who(email=None) is None


def test_an_unconfirmed_e_mail_is_not_replaced_by_a_name_that_people_choose_themselves() -> None:
    assert who(email_verified=False, preferred_username="chef@example.com") is None


def test_the_setup_may_name_another_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KADASH_IDENTITY_CLAIM", "preferred_username")

    assert who(email_verified=False) == "li"
    assert who(preferred_username=" ") is None


def test_a_sign_in_is_over_from_the_second_on_that_its_token_names() -> None:
    assert who(now=4_599) == "li@example.com"
    assert who(now=4_600) is None
    assert who(exp=None) is None
    assert who(is_logged_in=False) is None


def test_the_setup_may_let_a_sign_in_hold_for_some_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KADASH_SIGN_IN_HOURS", "8")

    assert who(now=1_000 + 8 * 3600 - 1) == "li@example.com"
    assert who(now=1_000 + 8 * 3600) is None
    assert who(iat=None) is None


def test_a_sign_in_that_was_ended_counts_nowhere_and_the_next_one_does(tmp_path: Path) -> None:
    SignIns(tmp_path / "sign_ins").end("https://login.example.com", "17", 1_000, "n1")

    assert who() is None
    assert who(nonce="n2") == "li@example.com"


def test_what_is_remembered_of_sign_ins_names_nobody_and_is_forgotten_after_a_month(tmp_path: Path) -> None:
    remembered = SignIns(tmp_path / "sign_ins")
    remembered.end("li@example.com", 1)
    (file,) = remembered.folder.iterdir()
    assert "example" not in file.name and file.stat().st_size == 0

    remembered.sweep()
    assert remembered.has_ended("li@example.com", 1)
    os.utime(file, (0, 0))
    remembered.sweep()
    assert not remembered.has_ended("li@example.com", 1)


def test_a_proxys_header_counts_once_and_from_a_trusted_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KADASH_TRUSTED_PROXIES", "10.0.0.1, 127.0.0.1")

    assert sign_in.identity_of_header(["Li"], "10.0.0.1") == "li"
    assert sign_in.identity_of_header(["Li"], None) == "li"
    assert sign_in.identity_of_header(["Li"], "10.0.0.2") is None
    assert sign_in.identity_of_header(["chef", "Li"], "10.0.0.1") is None
    assert sign_in.identity_of_header([" "], "10.0.0.1") is None
    assert sign_in.identity_of_header([], "10.0.0.1") is None


def test_no_header_counts_where_no_address_is_trusted() -> None:
    assert sign_in.identity_of_header(["Li"], None) is None
