"""Both languages say everything, with the same facts, and nothing used is missing."""

import re
from pathlib import Path
from string import Formatter

from kadash.language import catalogue

ROOT = Path(__file__).parents[2]
LITERAL_KEY = re.compile(r"""\bwords\(\s*"([a-z_]+(?:\.[a-z0-9_]+)+)\"""")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_keys() -> None:
    english, chinese = catalogue("en").sentences, catalogue("zh").sentences

    assert sorted(english) == sorted(chinese)


def test_no_sentence_is_empty() -> None:
    empty = [(c, k) for c in ("en", "zh") for k, forms in catalogue(c).sentences.items() if not all(forms)]

    assert empty == []


def test_a_sentence_and_its_translation_use_the_same_facts() -> None:
    english, chinese = catalogue("en").sentences, catalogue("zh").sentences
    different = [key for key in english
                 if set().union(*map(placeholders, english[key])) != set().union(*map(placeholders, chinese[key]))]

    assert different == []


def test_every_key_written_in_the_code_has_a_sentence() -> None:
    files = [*ROOT.glob("kadash/**/*.py"), *ROOT.glob("pages/*.py")]
    used = {key for file in files for key in LITERAL_KEY.findall(file.read_text("utf-8"))}

    assert sorted(used - set(catalogue("en").sentences)) == []


def test_every_error_raised_has_a_sentence() -> None:
    raised = {code for file in ROOT.glob("kadash/**/*.py")
              for code in re.findall(r'KadashError\(\s*"([a-z_0-9]+)"', file.read_text("utf-8"))}
    explained = {key.removeprefix("error.") for key in catalogue("en").sentences if key.startswith("error.")}

    assert sorted(raised - explained) == []
