"""Draws docs/icon.png, the tab's picture: three layers of a pyramid. Run it after a change."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

SIZE, FINE = 64, 4
LAYERS = ((0.10, 0.34, (11, 79, 74)), (0.40, 0.62, (27, 127, 118)), (0.68, 0.90, (98, 173, 163)))
"""From, to (down the picture) and colour of each layer; the sides run from the tip at the top to the feet."""


def colour_at(x: float, y: float) -> tuple[int, int, int, int]:
    """The colour of a point of the unit square, clear outside the layers."""
    for top, bottom, colour in LAYERS:
        if top <= y <= bottom and abs(x - 0.5) <= 0.46 * (y - 0.04) / 0.86:
            return (*colour, 255)
    return (0, 0, 0, 0)


def pixel(column: int, row: int) -> bytes:
    """A pixel as the mean of finer ones, so that the slanted sides are smooth."""
    fine = [colour_at((column + (i + 0.5) / FINE) / SIZE, (row + (j + 0.5) / FINE) / SIZE)
            for i in range(FINE) for j in range(FINE)]
    inside = [colour for colour in fine if colour[3]]
    if not inside:
        return bytes(4)
    mean = [sum(colour[part] for colour in inside) // len(inside) for part in range(3)]
    return bytes([*mean, 255 * len(inside) // len(fine)])


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def icon() -> bytes:
    """The picture as a PNG file."""
    rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
    head = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


if __name__ == "__main__":
    (Path(__file__).parent / "icon.png").write_bytes(icon())
