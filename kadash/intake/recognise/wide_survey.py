"""Survey answers with a column a question: which columns are which driver, and what of it was asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kadash.intake.recognise.profile import Profile
from kadash.intake.recognise.value_words import code_of
from kadash.intake.recognise.words import split_words
from kadash.vocabulary import RECOMMEND

Asked = Literal["score", "expectation", "importance"]
_ASKED: tuple[tuple[Asked, str], ...] = (
    ("expectation", r"expectations?|expected|expect|exp|期望值?|期望得?分|预期"),
    ("importance", r"importance|important|imp|重要性|重要程度|重要度"),
    ("score", r"perceptions?|perceived|received|performance|actual|score|rating|"
              r"实际感受|实际|感知值?|感受|得分|评分|打分"),
)
_WORDY = 30
"""A longer header is a question: in it `expect` is a word of the sentence, but for its beginning and its end."""
_NUMBER = re.compile(r"^\W*q?\d+[.、:)）\s]+|^第\d+题[.、:：\s]*", re.IGNORECASE)
_FEWEST = 3
_TOPMOST = 10.0
"""Top of the widest scale: figures above it are no marks."""


class Question(NamedTuple):
    """What a column of a wide survey holds; `number` parts several questions about one driver, from 1 on."""

    driver: str
    asked: Asked
    number: int


def survey_questions(header: Sequence[str], profiles: Sequence[Profile]) -> dict[int, Question]:
    """Column position to its question, where at least three columns of marks are about drivers; else nothing.

    The question whether they recommend us (net promoter score) may stand alone.
    """
    found: dict[int, Question] = {}
    seen: Counter[tuple[str, Asked]] = Counter()
    for index, name in enumerate(header):
        if not _holds_marks(profiles[index]):
            continue
        asked, rest = _asked(name)
        driver = code_of("survey_response", "driver", rest)
        if driver is not None:
            seen[driver, asked] += 1
            found[index] = Question(driver, asked, seen[driver, asked])
    drivers = [question.driver for question in found.values() if question.asked == "score"]
    return found if RECOMMEND in drivers or (len(drivers) >= _FEWEST and len(set(drivers)) > 1) else {}


def _holds_marks(profile: Profile) -> bool:
    return profile.numbers > 0.5 and profile.largest <= _TOPMOST and all(figure >= 0 for figure in profile.figures)


def _asked(header: str) -> tuple[Asked, str]:
    """What a header asks of its driver, and its words without that.

    >>> _asked("Reliability (expected)"), _asked("期望_可靠性")
    (('expectation', 'reliability'), ('expectation', '可靠性'))
    """
    words = split_words(re.sub(r"[()（）\[\]【】]", " ", _NUMBER.sub("", header)))
    for asked, pattern in _ASKED:
        edge = rf"^(?:{pattern})(?![a-z])\s*|\s*(?<![a-z])(?:{pattern})$"
        anywhere = rf"(?<![a-z])(?:{pattern})(?![a-z])"
        rest = re.sub(edge if len(words) > _WORDY else anywhere, " ", words).strip()
        if rest != words and rest:
            return asked, rest
    return "score", words
