"""The small "why" beside a figure: what was measured, which threshold decided, in words."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from kadash.language import Words
from kadash.policy import Policy
from kadash.segments.rules_in_words import flag_about, layer_rules, scheme_about
from kadash.segments.wording import flag_why, layer_why
from kadash.ui import links
from kadash.ui.plain import plain


def why(words: Words, lines: Sequence[str], key: str, label: str | None = None, **entry: str) -> None:
    """A quiet button ("Why?" unless labelled) that opens the lines (Markdown: escape names).

    entry: what the help page is asked for by a link below them, as its address says it (`entry`, `page`).
    """
    with st.popover(label or words("tables.why"), type="tertiary", key=key):
        for line in lines:
            st.markdown(line)
        if entry:
            explained(words, **entry)


def explained(words: Words, **entry: str) -> None:
    """The link to where the help page explains a figure in full."""
    links.to("help", words("help.more"), **entry)


def with_help(words: Words, why_: str, entry: str) -> str:
    """The text behind a small question mark, and below it the link to where the help page explains the figure."""
    return f"{why_}  \n{links.written('help', words('help.more'), entry=entry)}"


def flag_lines(words: Words, policy: Policy, flag: str, evidence: str | None = None) -> list[str]:
    """When a flag is set and, where its `evidence` (JSON of mart.flag) is given, what was measured at the account."""
    lines = [f"**{words(f'flag.{flag}')}.** {plain(flag_about(flag, policy, words))}"]
    if evidence is not None:
        parsed = json.loads(evidence)
        period = words(f"period.{parsed['period']}")
        lines.append(f"{plain(flag_why(flag, parsed, words))} ({plain(period)})")
    return lines


def scheme_lines(words: Words, policy: Policy, scheme: str) -> list[str]:
    """What a scheme goes by, and the rule of each of its layers with the policy's thresholds."""
    rules = [f"- **{plain(layer)}**: {plain(rule)}" for layer, rule in layer_rules(scheme, policy, words)]
    return [_scheme(words, scheme), "\n".join(rules)]


def layer_lines(words: Words, scheme: str, layer: str, reason: str) -> list[str]:
    """What a scheme goes by, and why an account stands in its layer; `reason` is the JSON of mart.segment."""
    return [_scheme(words, scheme), plain(layer_why(scheme, layer, json.loads(reason), words))]


def _scheme(words: Words, scheme: str) -> str:
    return f"**{words(f'scheme.{scheme}')}.** {plain(scheme_about(scheme, words))}"
