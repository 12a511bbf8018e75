"""The names that a user gave, for files: own schemes and layers, own and edited services."""

from __future__ import annotations

from kadash.answers import Asked
from kadash.language import Words
from kadash.segments.own_wording import with_own_words
from kadash.services.in_force import literal, own_abouts, own_names, with_service_words


def with_names(words: Words, asked: Asked) -> Words:
    """`words` with what the user named, in place of our wording for customers where they named it anew.

    The sentence of our own on a service that a user described anew is left out for customers: it would promise what no
    longer holds, and theirs is written for their own people.
    """
    known = with_service_words(with_own_words(words, asked.policy), asked.catalogue)
    named = {f"handover.offer_name.{service.id}": literal(service.name.in_language(words.language))
             for service in own_names(asked.catalogue)}
    silent = {f"handover.offer.{service.id}": "" for service in own_abouts(asked.catalogue)}
    return known.with_sentences(named | silent)
