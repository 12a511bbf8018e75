"""Ways to break a Parquet file: by its footer, and by types that no export should have."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from tests.soak.exports import Export


def footer(export: Export, content: bytes, chance: Random) -> bytes:
    """Bytes of the footer, its length or the mark at the end altered."""
    length = int.from_bytes(content[-8:-4], "little") if len(content) > 12 else 0
    damaged = bytearray(content)
    match chance.randrange(3):
        case 0:
            lengths = [0, 1, (length + 1) % 2**32, 2**31, 2**32 - 1, max(length - 1, 0)]
            damaged[-8:-4] = chance.choice(lengths).to_bytes(4, "little")
        case 1:
            damaged[-4:] = chance.choice([b"PARE", b"PAR2", b"\0\0\0\0", b""])
        case _:
            begin = max(0, len(damaged) - 8 - min(length, len(damaged)))
            for _ in range(chance.choice([1, 4, 30])):
                if begin < len(damaged):
                    damaged[chance.randrange(begin, len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def odd_types(export: Export, content: bytes, chance: Random) -> bytes:
    """A sound file with columns of odd types, names that are twice or empty, any compression."""
    chosen = chance.sample(sorted(_columns()), chance.choice([1, 3, 6]))
    sound = [pa.array(["C1", "C2", "C3"]), pa.array(["2026-03-02"] * 3), pa.array([1.0, 2.0, 3.0])]
    names = [*["Customer", "Order Date", "Amount", "Amount", "", "row"][:len(chosen)], "Account", "Date", "Revenue"]
    table = pa.Table.from_arrays([*(_columns()[name] for name in chosen), *sound], names)
    out = io.BytesIO()
    try:
        pq.write_table(table, out, compression=chance.choice(["snappy", "gzip", "zstd", "lz4", "none", "brotli"]))
    except (pa.ArrowException, ValueError):  # a type that cannot be written
        return content
    return out.getvalue()


PARQUET = (footer, footer, odd_types)


@cache
def _columns() -> Mapping[str, pa.Array]:
    """Three values of each type, one of them missing."""
    return {
        "list": pa.array([[1, 2], None, []]),
        "struct": pa.array([{"a": 1}, None, {"a": None}]),
        "map": pa.array([[("k", 1)], None, []], pa.map_(pa.string(), pa.int64())),
        "binary": pa.array([b"\xff\x00", None, b"x"]),
        "decimal": pa.array([Decimal("1.5"), None, Decimal(-2)], pa.decimal256(50, 10)),
        "nothing": pa.nulls(3),
        "time": pa.array([dt.time(1), None, dt.time(23, 59)]),
        "far": pa.array([-(2**63) + 1, None, 2**63 - 1], pa.timestamp("us")),
        "nanoseconds": pa.array([1, None, 3], pa.timestamp("ns", "Asia/Shanghai")),
        "duration": pa.array([1, None, 3], pa.duration("s")),
        "milliseconds": pa.array([-(2**40), None, 86_400_000], pa.timestamp("ms")),
        "words": pa.array(["x" * 2_000_000, None, "a\0b"]),
        "repeated": pa.array(["a", None, "a"]).dictionary_encode(),
        "large": pa.array([2**64 - 1, None, 0], pa.uint64()),
        "float": pa.array([float("nan"), None, float("-inf")]),
        "half": pa.array([1.5, None, 2.5], pa.float16()),
        "days": pa.array([dt.date(1, 1, 1), None, dt.date(9999, 12, 31)]),
        "large words": pa.array(["a", None, "b"], pa.large_string()),
    }
