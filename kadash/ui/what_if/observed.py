"""The retention that was observed, beside the slider that assumes another: of a segment, or of all accounts."""

from __future__ import annotations

from kadash.answers.what_if import WhatIfBase
from kadash.language import Words
from kadash.ui.what_if.setting import EVERYBODY, Setting


def segment_of(base: WhatIfBase, now: Setting) -> str | None:
    """The segment that the open sliders move; None for all accounts together."""
    return base.account_id or (None if now.target == EVERYBODY else now.target)


def observed_text(words: Words, base: WhatIfBase, segment: str | None) -> str:
    """Who of last year's buyers bought again, in short: 88% (44 of 50)."""
    if segment is not None:
        return base.observed_text(segment, words)
    again, before = _counted(base)
    if not before:
        return words("what_if.observed_none")
    return words("what_if.observed", None, share=words.percent(again / before, 0), again=words.number(again),
                 before=words.number(before))


def observed_help(words: Words, base: WhatIfBase, segment: str | None) -> str:
    """Where the observed retention comes from."""
    if segment is not None:
        return base.observed_help(segment, words)
    again, before = _counted(base)
    return words("what_if.lever.retention_help_all", None, again=words.number(again), before=words.number(before))


def _counted(base: WhatIfBase) -> tuple[int, int]:
    return int(base.observed["bought_again"].sum()), int(base.observed["bought_before"].sum())
