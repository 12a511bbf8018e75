"""What keeping them would earn: levers, programmes, wanted sums, where retention was observed, scenarios kept."""

from kadash.answers.what_if.answer import WhatIfAnswer, answer_of
from kadash.answers.what_if.ask import what_if
from kadash.answers.what_if.base import SCHEME, WhatIfBase, what_if_base
from kadash.answers.what_if.keep_or_win import Bought, KeepOrWinAnswer, keep_or_win_answer
from kadash.answers.what_if.most import MostAnswer, what_moves_most
from kadash.answers.what_if.programme import ProgrammeAnswer, ask_again, what_if_programme
from kadash.answers.what_if.wanted import WantedAnswer, what_would_bring

__all__ = [
    "SCHEME", "Bought", "KeepOrWinAnswer", "MostAnswer", "ProgrammeAnswer", "WantedAnswer", "WhatIfAnswer",
    "WhatIfBase", "answer_of", "ask_again", "keep_or_win_answer", "what_if", "what_if_base", "what_if_programme",
    "what_moves_most", "what_would_bring",
]
