"""The small "why" beside a figure: what was measured, which threshold decided, in words."""

from __future__ import annotations

import json
from collections.abc import Sequence

import streamlit as st

from kadash.language import Words
from kadash.segments.wording import flag_why, layer_why
from kadash.ui.plain import plain


def why(words: Words, lines: Sequence[str], key: str, label: str | None = None) -> None:
    """A quiet button ("Why?" unless labelled) that opens the lines (Markdown: escape names)."""
    with st.popover(label or words("tables.why"), type="tertiary", key=key):
        for line in lines:
            st.markdown(line)


def flag_lines(words: Words, flag: str, evidence: str | None = None) -> list[str]:
    """What a flag is and, where its `evidence` (JSON of mart.flag) is given, what was measured at the account."""
    lines = [f"**{words(f'flag.{flag}')}.** {plain(words(f'flag.{flag}.about'))}"]
    if evidence is not None:
        parsed = json.loads(evidence)
        period = words(f"period.{parsed['period']}")
        lines.append(f"{plain(flag_why(flag, parsed, words))} ({plain(period)})")
    return lines


def layer_lines(words: Words, scheme: str, layer: str = "", reason: str | None = None) -> list[str]:
    """What a scheme goes by and, where its `reason` (JSON of mart.segment) is given, why an account stands there."""
    lines = [f"**{words(f'scheme.{scheme}')}.** {plain(words(f'scheme.{scheme}.about'))}"]
    if reason is not None:
        lines.append(plain(layer_why(scheme, layer, json.loads(reason), words)))
    return lines
