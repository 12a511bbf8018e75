"""Everything that a tab received, every text, number and cell in it: searched for what must not be there."""

from __future__ import annotations

import base64
import binascii
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from pypdf import PdfReader
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


class Heard:
    """What came over the websocket and what was fetched, in order, as (where, bytes, message or None)."""

    def __init__(self) -> None:
        self._received: list[tuple[str, bytes, ForwardMsg | None]] = []

    def framed(self, raw: bytes, message: ForwardMsg) -> None:
        """A frame of the websocket came."""
        self._received.append((str(message.WhichOneof("type")), raw, message))

    def fetched(self, path: str, body: bytes) -> None:
        """The answer to a request came."""
        self._received.append((path, body, None))

    def forget(self) -> None:
        """Start anew, where a test looks at one step only."""
        self._received.clear()

    @property
    def bytes(self) -> int:
        """How much came, in bytes."""
        return sum(len(raw) for _, raw, _ in self._received)

    def pieces(self) -> Iterator[tuple[str, str]]:
        """Each text that came, beside where it came from: as raw bytes first, then decoded: tables cell by cell, charts
        number by number, packed files file by file."""
        for where, raw, message in self._received:
            yield where, raw.decode("utf-8", "replace")
            for text in texts(message) if message is not None else _in_file(raw):
                yield where, text


def texts(message: Message) -> Iterator[str]:
    """Every text in a message, whatever it is packed in."""
    for described, value in message.ListFields():
        for one in value if described.is_repeated and not _is_map(described) else [value]:
            if _is_map(described):
                yield from _in_map(one)
            elif isinstance(one, Message):
                yield from texts(one)
            elif isinstance(one, bytes):
                yield from _in_table(one)
            elif isinstance(one, str):
                yield from _in_text(one)
            elif isinstance(one, (int, float)) and not isinstance(one, bool):
                yield repr(one)


def _is_map(described: FieldDescriptor) -> bool:
    return described.message_type is not None and described.message_type.GetOptions().map_entry


def _in_map(values: Any) -> Iterator[str]:
    for key, value in values.items():
        yield str(key)
        yield from texts(value) if isinstance(value, Message) else _in_text(str(value))


def _in_table(data: bytes) -> Iterator[str]:
    """Every cell of an Arrow table; whatever else it is, as text."""
    try:
        table = pa.ipc.open_stream(data).read_all()
    except (pa.ArrowInvalid, OSError):
        yield data.decode("utf-8", "replace")
        return
    yield from table.column_names
    for column in table.columns:
        for cell in column.to_pylist():
            yield from _in_json(cell)


def _in_text(text: str) -> Iterator[str]:
    """A text, and what is in it where it is JSON."""
    yield text
    if text[:1] in ("{", "["):
        try:
            read = json.loads(text)
        except ValueError:
            return
        yield from _in_json(read)


def _in_json(value: Any) -> Iterator[str]:
    """Every text and number of a value; arrays that Plotly packs as base64 are unpacked."""
    if isinstance(value, dict):
        if {"dtype", "bdata"} <= value.keys():
            yield from _unpacked(value)
            return
        for key, one in value.items():
            yield str(key)
            yield from _in_json(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _in_json(one)
    elif isinstance(value, str):
        yield value
    elif value is not None and not isinstance(value, bool):
        yield repr(value) if isinstance(value, (int, float)) else str(value)


def _unpacked(value: dict[str, Any]) -> Iterator[str]:
    try:
        numbers = np.frombuffer(base64.b64decode(value["bdata"]), dtype=np.dtype(value["dtype"]))
    except (binascii.Error, ValueError, TypeError):
        yield str(value["bdata"])
        return
    for number in numbers.tolist():
        yield repr(number)


def _in_file(body: bytes) -> Iterator[str]:
    """The texts of a packed file (workbook, slides with their charts' workbooks, archive, PDF); any other file stands
    as it came."""
    if body[:5] == b"%PDF-":
        yield from (page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body[:2] != b"PK":
        return
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            yield name
            inner = packed.read(name)
            yield inner.decode("utf-8", "replace")
            yield from _in_file(inner)
