"""Damaged exports, each made anew from its seed and number: what fails can be made again."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.soak.damage_packed import ZIPPED
from tests.soak.damage_parquet import PARQUET
from tests.soak.damage_text import ANY, TEXT
from tests.soak.exports import Kind, exports, messy_exports

_DAMAGES = {"text": TEXT, "zip": ZIPPED, "parquet": PARQUET, "other": ANY}
_LABELS = ("orders.csv", "orders.xlsx", "orders.xls", "orders.parquet", "../../etc/passwd", "订单.txt", "{0}.csv",
           "a'b\".csv", "no ending", "x" * 300 + ".csv")
_MOST_BYTES = 16 << 20


@dataclass(frozen=True)
class Mutant:
    """A damaged file; `story` says from which export and how it was made."""

    label: str
    kind: Kind
    content: bytes
    story: str


def mutant(seed: int, number: int) -> Mutant:
    """The damaged file of this number; every third is made of a file of the messy sets, where they are there."""
    chance = Random(f"{seed}:{number}")
    sources = messy_exports() if number % 3 == 2 and messy_exports() else exports()
    export = chance.choice(sources)
    content, told = export.content, [export.name]
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        ways = _DAMAGES[export.kind] if chance.random() < 0.75 else ANY
        way = chance.choice(ways)
        content = way(export, content, chance)[:_MOST_BYTES] or b"\n"
        told.append(way.__name__)
    label = export.name if chance.random() < 0.85 else chance.choice(_LABELS)
    return Mutant(label, export.kind, content, " > ".join([*told, label]))
