"""What is installed is pinned with hashes, all that is pulled in too; an audit that looked nothing up says unknown."""

import json
import re
from collections.abc import Iterator
from importlib import metadata
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

LOCKS = {"requirements.lock": "requirements.txt", "requirements-dev.lock": "requirements-dev.txt"}


def _audit() -> ModuleType:
    spec = spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


audit = _audit()


def named(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, tuple[str, int]]:
    """Package to its version and how many hashes it has."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {named(block.split("==")[0]): (block.split("==")[1].split()[0], block.count("--hash=sha256:"))
            for block in blocks}


def asked(requirements: str) -> Iterator[Requirement]:
    for line in (ROOT / requirements).read_text("utf-8").splitlines():
        if line.startswith("-r "):
            yield from asked(line[3:])
        elif line and not line.startswith("#"):
            yield Requirement(line.split("#")[0])


def pulled_in(requirements: str) -> set[str]:
    """Every package that an installation of these brings to this machine, by what the installed ones say."""
    found: set[str] = set()
    waiting = list(asked(requirements))
    while waiting:
        one = waiting.pop()
        if named(one.name) not in found:
            found.add(named(one.name))
            needs = map(Requirement, metadata.requires(one.name) or [])
            waiting += [need for need in needs if need.marker is None or any(
                need.marker.evaluate({"extra": extra}) for extra in ("", *one.extras))]
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_all_that_is_pulled_in_is_pinned_with_hashes_in_the_version_that_runs(lock: str) -> None:
    pinned = pins(lock)

    assert pulled_in(LOCKS[lock]) <= set(pinned)
    assert [name for name, (_, hashes) in pinned.items() if hashes == 0] == []
    for one in asked(LOCKS[lock]):
        assert str(one.specifier) == f"=={pinned[named(one.name)][0]}" == f"=={metadata.version(one.name)}"


def test_the_app_is_tested_with_what_it_is_installed_with() -> None:
    of_app, of_tests = pins("requirements.lock"), pins("requirements-dev.lock")

    assert {name: of_tests[name] for name in of_app} == of_app


def test_what_only_another_system_needs_is_pinned_too() -> None:
    assert pins("requirements-dev.lock")["colorama"][0] == "0.4.6"
    assert not any(name.startswith("colorama") for name in audit.packages("colorama==0.4.6 ; sys_platform == 'x'\n"))


def report(**advisories: list[str]) -> str:
    return json.dumps({"dependencies": [{"name": name, "version": "1", "vulns": [{"id": one} for one in ids]}
                                        for name, ids in advisories.items()]})


def test_an_audit_is_well_only_when_every_package_was_looked_up() -> None:
    both = {"a==1", "b-c==1"}

    assert audit.verdict(report(a=[], b_c=[]), "", both) == (0, "2 packages looked up, none has a known advisory")
    assert audit.verdict(report(a=[]), "", both) == (3, "not looked up, so unknown: b-c==1")
    assert audit.verdict(report(a=["CVE-1"]), "", both) == (1, "advisories for a==1 (CVE-1)")
    assert audit.verdict("", "x\nno network", both) == (3, "nothing was audited, so nothing is known. no network")
    assert audit.verdict(report(), "", set())[0] == 3


def test_every_package_of_the_lock_file_is_looked_up() -> None:
    looked_up = set(audit.packages((ROOT / "requirements.lock").read_text("utf-8")))

    assert "streamlit==1.67.0" in looked_up and "authlib==1.9.9" in looked_up
    assert {one.split("==")[0] for one in looked_up} <= set(pins("requirements.lock"))
