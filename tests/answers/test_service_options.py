"""What a plan chooses from, made in numbers at the load, is what proposals and their pairs say by name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from kadash.access import Scope
from kadash.answers import Asked
from kadash.answers.service_plan import plan_base
from kadash.answers.service_plan.base import judged_accounts, proposals_in_sight
from kadash.services.plan import Options
from kadash.services.plan.pairs import pair_gains
from kadash.store.masked import Mask, masked
from tests.services.options_by_name import options_of


def under_other_names(asked: Asked) -> Asked:
    return replace(asked, generation=masked(asked.generation.path, Mask("a secret", "Account")))


def of_one_owner(asked: Asked) -> Asked:
    [[owner]] = asked.generation.rows(
        "select owner from mart.account where owner is not null group by 1 order by count(*), 1 limit 1")
    return Asked(asked.generation, Scope.of_owners(str(owner)))


def of_nobody(asked: Asked) -> Asked:
    return Asked(asked.generation, Scope.of_owners("somebody who is not there"))


@pytest.mark.parametrize("seen_by", [lambda asked: asked, of_one_owner, under_other_names, of_nobody],
                         ids=["all", "one owner", "under other names", "nobody"])
def test_options_in_numbers_are_those_by_name(asked: Asked, seen_by) -> None:
    viewer = seen_by(asked)
    menu, proposals = viewer.catalogue, proposals_in_sight(viewer)
    hours = {one.id: {str(role): spent for role, spent in one.hours.items()} for one in menu.services}
    pairs = pair_gains(judged_accounts(viewer), proposals, menu, viewer.policy)

    found, wanted = plan_base(viewer).options, options_of(proposals, hours, pairs)

    assert (len(found) > 0) == (seen_by is not of_nobody)
    assert_same(found, wanted)
    assert plan_base(viewer).offered_accounts["account_id"].tolist() == list(found.accounts)


def assert_same(found: Options, wanted: Options) -> None:
    assert (found.accounts, found.services) == (wanted.accounts, wanted.services)
    for name in ("account", "first", "second", "gain", "cost", "hours"):
        np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name), err_msg=name)


def test_the_pairs_of_a_load_are_those_of_its_proposals(asked: Asked) -> None:
    pairs = asked.generation.frame("select * from mart.proposal_pair")

    wanted = pair_gains(judged_accounts(asked), proposals_in_sight(asked), asked.catalogue, asked.policy)

    assert len(pairs) > 100
    wanted = wanted.sort_values(["account_id", "pair"], ignore_index=True)
    pd.testing.assert_frame_equal(pairs, wanted, check_dtype=False)


def test_a_service_that_the_catalogue_no_longer_has_is_no_option(asked: Asked) -> None:
    gone = asked.catalogue.services[0].id
    left = asked.catalogue.model_copy(update={"services": asked.catalogue.services[1:]})
    viewer = Asked(asked.generation, Scope.of(regions=regions(asked)))
    viewer.__dict__["catalogue"] = left

    assert gone in plan_base(asked).options.services
    assert gone not in plan_base(viewer).options.services


def regions(asked: Asked) -> list[str]:
    found = asked.generation.rows("select distinct region from mart.account where region is not null")
    return [str(one) for one, in found]
