"""The name of a figure and its definition, in the reader's language, with the thresholds of a policy."""

from __future__ import annotations

from collections.abc import Mapping

from kadash.answers.metrics.listed import FORECAST_METRICS, LEVER_METRICS, METRICS, MODEL_METRICS
from kadash.answers.metrics.metric import Metric
from kadash.answers.metrics.thresholds import thresholds
from kadash.language import Words
from kadash.policy import Policy
from kadash.segments.rules_in_words import flag_about, scheme_about, score_about


def metric(key: str) -> Metric:
    """The figure of a key: a column's name, `lever.<name>`, `model.<name>`, `forecast.<name>`; others: KeyError."""
    return {**METRICS, **LEVER_METRICS, **MODEL_METRICS, **FORECAST_METRICS}[key]


def metric_name(key: str, words: Words) -> str:
    """What a manager calls it. Keys are those of `metric`, and `flag.<flag>`, `scheme.<scheme>`."""
    if key.startswith(("flag.", "scheme.")):
        return words(key)
    return words(metric(key).name_key, None, k="k")


def metric_about(key: str, words: Words, policy: Policy, known: Mapping[str, str] | None = None) -> str:
    """What it is, in a sentence or two, with the thresholds of the policy. Keys are those of `metric_name`.

    known: the thresholds, where they are at hand already.
    """
    kind, _, code = key.partition(".")
    if kind == "flag":
        return flag_about(code, policy, words)
    if kind == "scheme":
        return scheme_about(code, words)
    if key == "key_score":
        return score_about(policy, words)
    return words(metric(key).about_key, None, **(known or thresholds(words, policy)))
