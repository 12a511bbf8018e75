"""What keeping them would earn: levers, programmes, wanted sums, where retention was observed, scenarios kept."""

from kadash.answers.what_if.answer import WhatIfAnswer, answer_of
from kadash.answers.what_if.ask import what_if
from kadash.answers.what_if.base import SCHEME, WhatIfBase, what_if_base
from kadash.answers.what_if.programme import ProgrammeAnswer, ask_again, what_if_programme
from kadash.answers.what_if.wanted import WantedAnswer, what_would_bring

__all__ = [
    "SCHEME", "ProgrammeAnswer", "WantedAnswer", "WhatIfAnswer", "WhatIfBase", "answer_of", "ask_again", "what_if",
    "what_if_base", "what_if_programme", "what_would_bring",
]
