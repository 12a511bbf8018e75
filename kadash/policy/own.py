"""Schemes of the user's own."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kadash.policy.part import Part
from kadash.vocabulary import PROSPECT, SCHEMES


class OwnWords(Part):
    """A name in both languages."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)


class OwnLayer(Part):
    """A layer of a scheme of the user's own: its code, its name, and the condition; none for the last, the rest."""

    layer: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    words: OwnWords
    where: str | None = None


class OwnScheme(Part):
    """A scheme of the user's own: layers top first, an account is in the first whose condition holds."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    words: OwnWords
    layers: tuple[OwnLayer, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        codes = [one.layer for one in self.layers]
        if self.name in SCHEMES:
            raise PydanticCustomError("own_name_taken", "{name} is the name of a scheme that is there already",
                                      {"name": self.name})
        if len(set(codes)) < len(codes) or PROSPECT in codes:
            raise PydanticCustomError("own_layers_once", "{name}: each layer once, and none is called {prospect}",
                                      {"name": self.name, "prospect": PROSPECT})
        if self.layers[-1].where is not None or any(one.where is None for one in self.layers[:-1]):
            raise PydanticCustomError(
                "own_conditions", "{name}: every layer but the last has a condition `where`; the last is the rest",
                {"name": self.name})
        return self


class Own(Part):
    """Schemes of the user's own."""

    schemes: tuple[OwnScheme, ...] = Field(
        default=(), description="schemes of your own: name, words, layers with conditions, top first")

    @model_validator(mode="after")
    def _each_name_once(self) -> Self:
        names = [one.name for one in self.schemes]
        if len(set(names)) < len(names):
            raise PydanticCustomError("own_schemes_once", "each scheme once")
        return self
