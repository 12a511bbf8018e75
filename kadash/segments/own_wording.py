"""Words of the user's own schemes: the reader's words with the names that the policy gives."""

from __future__ import annotations

from kadash.language import Words
from kadash.policy import Policy
from kadash.policy.own import OwnScheme, OwnWords
from kadash.vocabulary import PROSPECT


def with_own_words(words: Words, policy: Policy) -> Words:
    """`words` that also know scheme.<name>, layer.<name>.<layer> and the rules of every scheme of the policy."""
    added: dict[str, str] = {}
    for scheme in policy.own.schemes:
        added |= _sentences(scheme, words)
    return words.with_sentences(added) if added else words


def _sentences(scheme: OwnScheme, words: Words) -> dict[str, str]:
    name = _named(scheme.words, words)
    found = {f"scheme.{scheme.name}": name, f"scheme.{scheme.name}.one": name,
             f"scheme.{scheme.name}.about": words("own.about"),
             f"layer.{scheme.name}.{PROSPECT}": words("own.layer.prospect"),
             f"scheme.{scheme.name}.how.{PROSPECT}": words("own.how.prospect")}
    for layer in scheme.layers:
        found[f"layer.{scheme.name}.{layer.layer}"] = _named(layer.words, words)
        found[f"scheme.{scheme.name}.how.{layer.layer}"] = layer.where or words("own.how.rest")
    return {key: _literal(text) for key, text in found.items()}


def _named(name: OwnWords, words: Words) -> str:
    return name.zh if words.language == "zh" else name.en


def _literal(text: str) -> str:
    """Braces of a user are braces, not places to fill."""
    return text.replace("{", "{{").replace("}", "}}")
