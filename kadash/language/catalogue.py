"""The sentences of a language: every .po file of its folder, read once a process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO

from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Catalogue:
    """Keys to sentences of one language. A key has one form, or one for each plural class."""

    language: str
    sentences: dict[str, tuple[str, ...]]
    plural_form: Callable[[int], int]

    def sentence(self, key: str, n: int | None = None) -> str:
        """The sentence of `key`, in the form for `n` things. An unknown key is a bug: KeyError."""
        forms = self.sentences[key]
        return forms[0] if n is None or len(forms) == 1 else forms[self.plural_form(n)]


@cache
def catalogue(language: str) -> Catalogue:
    """All sentences of a language; two files with one key are refused."""
    sentences: dict[str, tuple[str, ...]] = {}
    folder = resources.files("kadash.language").joinpath("catalogues", language)
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".po"):
            _add(sentences, file.name, file.read_bytes())
    return Catalogue(language, sentences, _plural_form(language))


def _add(sentences: dict[str, tuple[str, ...]], name: str, po: bytes) -> None:
    for message in read_po(BytesIO(po)):
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        if key in sentences:
            raise ValueError(f"{name}: the key {key} stands twice")
        sentences[key] = forms


def _plural_form(language: str) -> Callable[[int], int]:
    if get_plural(language).num_plurals == 1:
        return lambda n: 0
    return lambda n: 0 if n == 1 else 1
