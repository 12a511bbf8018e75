"""Who is really key: the score at any weight of volume, policies tried before they are saved, and the lists."""

from kadash.answers.score.accounts import Scored, scored
from kadash.answers.score.lists import LISTS, list_of
from kadash.answers.score.trial import Trial, trial, with_weights

__all__ = ["LISTS", "Scored", "Trial", "list_of", "scored", "trial", "with_weights"]
