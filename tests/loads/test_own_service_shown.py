"""A service that a user added, renamed or retired, from the journal through a rebuild to review, files and terminal."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime

import pytest

from kadash.answers import Asked
from kadash.answers.review import offers, offers_for_type, service_about, service_name
from kadash.cli import main
from kadash.exports.handover.names import with_names
from kadash.exports.handover.order import Order, hand_over
from kadash.language import words_in
from kadash.loads import keep_service, rebuild
from kadash.policy import default_policy
from kadash.reviews.plan import Plan, plan_to_body
from kadash.services import Service, catalogue
from kadash.services.in_force import RETIRED, service_body, with_service_words
from kadash.store import Home
from tests.exports.handover.documents import says
from tests.reviews.builders import asked_of
from tests.services.builders import a_service, an_effect

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NAMES = {"en": "Plant walk {spring}", "zh": "厂区走访"}
ABOUTS = {"en": "We walk their plant with them.", "zh": "我们陪客户走一遍厂区。"}
OWN = Service.model_validate(a_service(
    "plant_walk", name=NAMES, about=ABOUTS, effects=[an_effect("retention", (0.2, 0.01))]))
CLUB = Service.model_validate({**service_body(catalogue().service("key_account_club")), "name": {
    "en": "Round of friends", "zh": "老友会"}})


@pytest.fixture(scope="module")
def home(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The sample company judged again, with a service added, one renamed and one retired."""
    folder = tmp_path_factory.mktemp("own") / "home"
    shutil.copytree(sample_home.path, folder)
    home = Home(folder)
    keep_service(home, OWN, who="ann", at=NOW)
    keep_service(home, CLUB, who="ann", at=NOW)
    home.journal().put("service", "win_back", dict(RETIRED), author="ann", at=NOW)
    rebuild(home, today=date(2026, 11, 22), who="ann", policy=default_policy())
    return home


@pytest.fixture(scope="module")
def asked(home: Home) -> Asked:
    return asked_of(home)


@pytest.fixture(scope="module")
def account(asked: Asked, home: Home) -> str:
    """An account that the own service comes first for, with that and the retired service in its plan."""
    found = asked.generation.one(
        "select account_id from mart.proposal where service_id = 'plant_walk' and rank = 1 order by account_id limit 1")
    assert found is not None
    home.journal().put("plan", str(found[0]), plan_to_body(Plan(services=("plant_walk", "win_back"))),
                       author="ann", at=NOW)
    return str(found[0])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_own_service_stands_on_the_review_by_its_name_and_sentence(asked: Asked, account: str, language: str):
    words = with_service_words(words_in(language), asked.catalogue)

    first = offers(asked, account)[0].service_id

    assert (service_name(first, words), service_about(first, words)) == (NAMES[language], ABOUTS[language])


def test_proposals_made_anew_for_another_type_of_buyer_know_the_own_service(asked: Asked, account: str):
    published = asked.generation.one(
        "select layer from mart.segment where scheme = 'buyer_type' and account_id = $account", account=account)
    assert published is not None
    other = "strategic" if published[0] != "strategic" else "consultative"

    found = offers_for_type(asked, account, other, str(published[0]))

    assert found[0].service_id == "plant_walk"
    assert found[0].reasons != offers(asked, account)[0].reasons


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_own_service_stands_in_the_file_for_us_and_in_the_one_for_the_customer(
        asked: Asked, home: Home, account: str, language: str):
    orders = Order((account,), "us", "html"), Order((account,), "customer", "html")

    ours, theirs = (says(hand_over(asked, home, order, words_in(language)).content, "html") for order in orders)

    assert NAMES[language] in ours and NAMES[language] in theirs
    assert "plant_walk" not in ours + theirs
    assert ABOUTS[language] not in theirs  # written for our own people


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_terminal_names_an_own_service(home: Home, account: str, language: str, capsys: pytest.CaptureFixture[str]):
    assert main(["services", "--account", account, "--data", str(home.path), "--lang", language]) == 0

    said = capsys.readouterr().out
    assert NAMES[language] in said and "plant_walk" not in said


def test_a_retired_service_is_proposed_to_nobody_and_old_plans_still_name_it(asked: Asked, sample_home: Home):
    proposed = "select count(*) from mart.proposal where service_id = 'win_back'"
    before = sample_home.generation()
    assert before is not None

    assert before.rows(proposed)[0][0] > 0
    assert asked.generation.rows(proposed) == [(0,)]
    assert service_name("win_back", with_service_words(words_in("en"), asked.catalogue)) == "Win-back offer"


def test_a_shipped_service_that_was_renamed_has_its_new_name_before_the_customer_too(asked: Asked):
    words = with_names(words_in("en"), asked)

    assert words_in("en")("handover.offer_name.key_account_club") == "Customer club"
    assert words("handover.offer_name.key_account_club") == "Round of friends"
    assert words("handover.offer.key_account_club").startswith("Two meetings a year")
    assert words("handover.offer.plant_walk") == ""
