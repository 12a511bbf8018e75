"""What a file is by its bytes, whatever its name says; what is no table is refused here."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from kadash.errors import KadashError


class FileKind(StrEnum):
    """How a file will be read."""

    TEXT = "text"
    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    PARQUET = "parquet"


_HEAD_BYTES = 65_536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
_ARCHIVES = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"PK\x05\x06")
_PROGRAM_OR_MEDIA = (b"\x7fELF", b"SQLite format 3\x00", b"ID3", b"OggS", b"fLaC", b"MSCF", b"\xca\xfe\xba\xbe")
_CONTROL = frozenset(range(32)) - {0x00, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F}
_CONTROL_SHARE = 0.02


def file_kind(path: Path, label: str) -> FileKind:
    """The kind that the first bytes prove; KadashError where they prove something that holds no table."""
    if path.stat().st_size == 0:
        raise KadashError("file_empty", file=label)
    head = path.read_bytes() if path.stat().st_size <= _HEAD_BYTES else _first_bytes(path)
    if head.startswith(b"PAR1"):
        return FileKind.PARQUET
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path, label)
    if head.startswith(_OLE):
        return _kind_of_ole(path, label)
    _refuse_what_is_no_table(head, label)
    return FileKind.TEXT


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_HEAD_BYTES)


def _kind_of_zip(path: Path, label: str) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError) as reason:
        raise KadashError("workbook_damaged", file=label) from reason
    lowered = {name.lower().lstrip("/") for name in names}
    if any(name.endswith("workbook.bin") for name in lowered):
        return FileKind.XLSB
    if "[content_types].xml" in lowered and any(name.endswith("workbook.xml") for name in lowered):
        return FileKind.XLSX
    if "content.xml" in lowered and "mimetype" in lowered:
        return FileKind.ODS
    if "[content_types].xml" in lowered and not any(name.startswith("xl/") for name in lowered):
        raise KadashError("file_not_a_table", file=label)
    if "[content_types].xml" in lowered:
        return FileKind.XLSX
    raise KadashError("file_is_archive", file=label)


def _kind_of_ole(path: Path, label: str) -> FileKind:
    """XLS, unless it is the shell that Excel puts around a workbook with a password."""
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            if _ENCRYPTED_STREAM in block:
                raise KadashError("workbook_password", file=label)
    return FileKind.XLS


def _refuse_what_is_no_table(head: bytes, label: str) -> None:
    if head.startswith(_PICTURES) and _looks_binary(head) or _is_riff_or_heif_picture(head):
        raise KadashError("file_is_picture", file=label)
    if head.startswith(b"%PDF"):
        raise KadashError("file_is_pdf", file=label)
    if head.startswith(_ARCHIVES) or head[257:262] == b"ustar":
        raise KadashError("file_is_archive", file=label)
    if head.startswith(_PROGRAM_OR_MEDIA) or head[8:12] == b"DUCK":
        raise KadashError("file_not_a_table", file=label)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<svg", b"<head", b"<meta")):
        raise KadashError("file_is_web_page", file=label)
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not _may_be_utf16(head) and _looks_binary(head):
        raise KadashError("file_not_a_table", file=label)


def _is_riff_or_heif_picture(head: bytes) -> bool:
    return (head.startswith(b"RIFF") and head[8:12] == b"WEBP") or head[4:12] in (b"ftypheic", b"ftypavif", b"ftypmif1")


def _may_be_utf16(head: bytes) -> bool:
    """UTF-16 without a mark: nearly every other byte of the first lines is zero."""
    even, odd = head[0:2000:2], head[1:2000:2]
    return len(odd) > 4 and max(even.count(0), odd.count(0)) > 0.4 * len(odd) and min(even.count(0), odd.count(0)) <= 2


def _looks_binary(head: bytes) -> bool:
    """More control characters or zeros than a text ever has."""
    odd_bytes = sum(head.count(code) for code in _CONTROL)
    zeros = head.count(0)
    return odd_bytes > _CONTROL_SHARE * len(head) or zeros > 0.1 * len(head)
