"""The colours of handed-over files: those of the pages, by meaning."""

from __future__ import annotations

from kadash.charts.theme import LIGHT
from kadash.exports.handover.content import Step

BY_MEANING = {"earned": LIGHT.earned, "lost": LIGHT.lost, "context": LIGHT.context, "plain": LIGHT.text}
TEXT, QUIET, FAINT, GROUND, PANEL = LIGHT.text, LIGHT.quiet_text, LIGHT.faint, LIGHT.ground, "#F5F6F4"


def of_step(step: Step) -> str:
    """The colour of a bar of a bridge."""
    return QUIET if step.is_total else BY_MEANING["earned" if step.length >= 0 else "lost"]
