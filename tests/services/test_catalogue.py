"""The shipped catalogue holds together, and a wrong one is refused by name."""

from __future__ import annotations

from collections import Counter

import pytest

from kadash.errors import KadashError
from kadash.language import words_in
from kadash.services import catalogue, read_catalogue

ONE = """
[[service]]
id = "club"
name = { en = "Club", zh = "俱乐部" }
about = { en = "A club.", zh = "一个俱乐部。" }
core_idea = "organise"
eligible = [{ signal = "continuity", at_least = 0.5 }]
effects = [{ lever = "retention", transactional = [0, 0], consultative = [0.01, 0.01], strategic = [0.02, 0.01] }]
cost = { driver = "account", yearly = 0.01 }
hours = { account_manager = 10 }
minimum_term_months = 12
source = "assumption"
"""


def refusal(tmp_path, text: str) -> KadashError:
    file = tmp_path / "services.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(KadashError) as refused:
        read_catalogue(file)
    return refused.value


def test_the_shipped_services_cover_the_four_core_ideas_and_the_two_means_evenly():
    services = [one for one in catalogue().services if one.id not in ("reprice", "serve_leaner")]

    ideas, means = Counter(one.core_idea for one in services), Counter(one.means for one in services)

    assert 16 <= len(services) <= 20
    assert min(ideas.values()) >= 4 and max(ideas.values()) <= 5 and len(ideas) == 4
    assert means["contract"] == means["bundle"] == 6


def test_no_two_shipped_services_move_the_same_levers_of_the_same_accounts():
    alike = Counter(
        (tuple(sorted(effect.lever for effect in one.effects)), tuple(sorted(c.signal for c in one.eligible)))
        for one in catalogue().services
    )

    assert [key for key, count in alike.items() if count > 1] == []


def test_every_condition_that_is_shipped_has_its_own_sentence_in_both_languages():
    services = catalogue().services
    keys = {f"reason.{c.code}" for one in services for c in one.eligible}
    keys |= {f"do_not.{c.code}" for one in services for c in one.do_not}
    keys |= {f"role.{role}" for one in services for role in one.hours}
    keys |= {f"service_lever.{effect.lever}" for one in services for effect in one.effects}
    keys |= {f"core_idea.{one.core_idea}" for one in services} | {f"means.{one.means}" for one in services}

    assert [(lang, key) for lang in ("en", "zh") for key in sorted(keys) if not words_in(lang).has(key)] == []


def test_repricing_and_leaner_service_carry_the_retention_they_may_cost():
    for service_id in ("reprice", "serve_leaner"):
        retention = [one for one in catalogue().service(service_id).effects if one.lever == "retention"]

        assert [effect.consultative[0] < 0 for effect in retention] == [True]


def test_a_condition_reads_as_signal_operator_and_threshold(tmp_path):
    file = tmp_path / "services.toml"
    file.write_text(ONE, "utf-8")

    condition = read_catalogue(file).service("club").eligible[0]

    assert (condition.code, condition.operator, condition.threshold) == ("continuity_at_least", "at_least", 0.5)


@pytest.mark.parametrize(("was", "becomes", "key"), [
    ('signal = "continuity"', 'signal = "contnuity"', "service.0.eligible.0"),
    ("at_least = 0.5", "at_least = 0.5, below = 0.9", "service.0.eligible.0"),
    (', at_least = 0.5', "", "service.0.eligible.0"),
    ('lever = "retention"', 'lever = "charm"', "service.0.effects.0.lever"),
    ('zh = "俱乐部"', 'zh = ""', "service.0.name.zh"),
    ('core_idea = "organise"', 'core_idea = "organise"\nprice = 3', "service.0.price"),
])
def test_a_wrong_entry_is_refused_where_it_stands(tmp_path, was, becomes, key):
    assert was in ONE

    error = refusal(tmp_path, ONE.replace(was, becomes))

    assert (error.code, error.facts["key"]) == ("catalogue_refused", key)


def test_a_service_named_twice_or_a_lost_conflict_is_refused(tmp_path):
    assert refusal(tmp_path, ONE + ONE).code == "catalogue_refused"
    lost = ONE.replace('source = "assumption"', 'source = "assumption"\nconflicts = ["nobody"]')
    assert refusal(tmp_path, lost).code == "catalogue_refused"


def test_a_file_that_is_not_toml_is_refused(tmp_path):
    assert refusal(tmp_path, "[[service").code == "catalogue_unreadable"
