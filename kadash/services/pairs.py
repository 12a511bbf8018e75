"""What two services cost together, told by a file's catalogue, as terms of the services themselves."""

from __future__ import annotations

from kadash.services.catalogue import Catalogue


def with_pairs_as_terms(wanted: Catalogue, base: Catalogue) -> Catalogue:
    """The wanted catalogue with its pairs written into its services wherever they differ from those of the base.

    Services are kept one by one, pairs are not: so a file's pairs hold whatever the shipped ones say. A pair that the
    file no longer has costs as much together as apart.
    """
    shares = {frozenset(both.services): both.cost_share for both in base.together}
    named = {frozenset(both.services): both.cost_share for both in wanted.together}
    services = {one.id: one for one in wanted.services}
    for pair in sorted(map(sorted, {*shares, *named})):
        first, second = (services.get(one) for one in pair)
        told = named.get(frozenset(pair), 1.0)
        if first is None or second is None or told == shares.get(frozenset(pair), 1.0):
            continue
        if second.id not in first.together and first.id not in second.together:
            services[first.id] = first.model_copy(update={"together": {**first.together, second.id: told}})
    known = tuple(both for both in base.together if set(both.services) <= services.keys())
    return Catalogue(service=tuple(services.values()), together=known)
