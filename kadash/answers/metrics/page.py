"""The glossary as Markdown: every figure by the groups a manager reads, schemes, flags and levers among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kadash.answers.metrics.listed import FORECAST_METRICS, GROUPS, LEVER_METRICS, METRICS, MODEL_METRICS
from kadash.answers.metrics.metric import Metric
from kadash.answers.metrics.thresholds import thresholds
from kadash.answers.metrics.worded import metric_about, metric_name
from kadash.language import Words
from kadash.policy import Policy
from kadash.segments import layers_of
from kadash.segments.rules_in_words import layer_rules
from kadash.vocabulary import FLAGS

_OPENING = ("other", "made", "as_of", "year", "unknown", "money", "shares")
_CODED = {
    "value": ("models", "model", MODEL_METRICS),
    "forecasts": ("forecasters", "forecast", FORECAST_METRICS),
    "what_if": ("levers", "lever", LEVER_METRICS),
}
"""Group to the table below its own: its title, its first head, what it lists."""


def metrics_page(words: Words, policy: Policy) -> str:
    """Every definition, with the thresholds of `policy`."""
    facts = thresholds(words, policy)
    opening = [words(f"metric.page.{part}", None, **facts) for part in _OPENING]
    lines = [f"# {words('metric.page.title')}", "", *(line for part in opening for line in (part, ""))]
    for group in GROUPS:
        lines += [f"## {words(f'metric.group.{group}')}", "", words(f"metric.group.{group}.about", None, **facts), ""]
        lines += [*_group(group, words, policy)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _group(group: str, words: Words, policy: Policy) -> Iterator[str]:
    if group == "schemes":
        yield from _schemes(words, policy)
    elif group == "flags":
        yield from _flags(words, policy)
    else:
        figures = [one for one in METRICS.values() if one.group == group]
        yield from _table(words, ("name", "about", "unit", "column"), _figures(figures, words, policy))
    if group in _CODED:
        title, head, coded = _CODED[group]
        yield from (f"### {words(f'metric.page.{title}')}", "")
        yield from _table(words, (head, "about", "code"), _coded(coded.values(), words, policy))


def _figures(figures: Iterable[Metric], words: Words, policy: Policy) -> Iterator[tuple[str, ...]]:
    for one in figures:
        unit = words(f"metric.unit.{one.unit}")
        yield metric_name(one.key, words), metric_about(one.key, words, policy), unit, _columns(one)


def _columns(one: Metric) -> str:
    """Its columns in code font, of other tables than mart.account with the table; a dash where only pages show it."""
    return ", ".join(f"`{column.removeprefix('account.')}`" for column in one.columns) or "–"


def _coded(figures: Iterable[Metric], words: Words, policy: Policy) -> Iterator[tuple[str, ...]]:
    for one in figures:
        yield metric_name(one.key, words), metric_about(one.key, words, policy), f"`{one.key.partition('.')[2]}`"


def _schemes(words: Words, policy: Policy) -> Iterator[str]:
    for scheme, layers in layers_of(policy).items():
        codes = {words(f"layer.{scheme}.{layer}"): f"`{layer}`" for layer in layers}
        rules = [(name, rule, codes[name]) for name, rule in layer_rules(scheme, policy, words)]
        yield from (f"### {metric_name(f'scheme.{scheme}', words)} (`{scheme}`)", "")
        yield from (metric_about(f"scheme.{scheme}", words, policy), "")
        yield from _table(words, ("layer", "rule", "code"), rules)


def _flags(words: Words, policy: Policy) -> Iterator[str]:
    rows = [
        (metric_name(f"flag.{flag}", words), metric_about(f"flag.{flag}", words, policy),
         words(f"severity.{severity}"), f"`{flag}`")
        for flag, severity in FLAGS.items()
    ]
    yield from _table(words, ("flag", "when", "severity", "code"), rows)


def _table(words: Words, heads: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row([words(f"metric.page.{head}") for head in heads])
    yield _row(["---"] * len(heads))
    yield from (_row(row) for row in rows)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
