"""Ways to break a zipped workbook by its parts and by how it is packed."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.soak.exports import Export

Parts = dict[str, bytes]
_ADDRESSES = (b"XFD1048576", b"A1048577", b"ZZZZ9", b"A0", b"A99999999999", b"", b"1A", b"A-1", b"AAA4294967297")
_NUMBERS = (b"1e999", b"-1e999", b"NaN", b"inf", b"9999999", b"-1", b"1e-320", b"99999999999999999999", b"", b"x",
            b"2958466", b"0x1F")
_TYPES = (b"s", b"inlineStr", b"str", b"b", b"e", b"d", b"n", b"zz")
_ALTERED = (
    (rb'\br="[^"]*"', [b'r="%s"' % one for one in _ADDRESSES]),
    (rb'\bs="[^"]*"', [b's="999999"', b's="-1"', b's=""']),
    (rb'\bt="[^"]*"', [b't="%s"' % one for one in _TYPES]),
    (rb'\bref="[^"]*"', [b'ref="A1:XFD1048576"', b'ref="B2:A1"', b'ref="x"']),
    (rb'\bTarget="[^"]*"', [b'Target="../../x.xml"', b'Target="http://127.0.0.1:9/"', b'Target=""',
                            b'Target="workbook.xml"']),
    (rb'\b(?:r:)?[iI]d="[^"]*"', [b'Id="rId1"', b'r:id="rId999"', b'Id=""']),
    (rb'\bname="[^"]*"', [b'name=""', b'name="Sheet"', b'name="%s"' % (b"x" * 5000)]),
    (rb'\b(?:uniqueC|c)ount="[^"]*"', [b'count="99999999999"', b'count="4294967295"', b'count="-1"']),
    (rb'\b(?:numFmtId|sheetId|date1904|state)="[^"]*"', [b'numFmtId="14"', b'date1904="1"', b'sheetId="0"',
                                                         b'state="veryHidden"']),
)
"""Attributes, and what stands in their place."""
_UNREADABLE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error,
               lzma.LZMAError)


def parts_damaged(export: Export, content: bytes, chance: Random) -> bytes:
    """A workbook with one of its parts removed, emptied, cut, exchanged, or its XML altered."""
    parts = _unpacked(content)
    if not parts:
        return content
    name = chance.choice(_worth_it(parts))
    chance.choice(_PART_DAMAGES)(parts, name, chance)
    return _packed(parts, chance)


def packed_dishonestly(export: Export, content: bytes, chance: Random) -> bytes:
    """Names twice, climbing or in the wrong case, lying sizes, other compression, bombs, encrypted entries."""
    parts = _unpacked(content)
    if not parts:
        return content
    name = chance.choice(_worth_it(parts))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2,
                                                  zipfile.ZIP_LZMA])) as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
        match chance.randrange(7):
            case 0:
                archive.writestr(name.upper(), parts[name])
            case 1:
                archive.writestr("../" + name, parts[name])
            case 2:
                archive.writestr("xl/bomb.xml", b"0" * (chance.choice([2, 40]) << 20))
            case 3:
                archive.comment = chance.randbytes(60_000)
            case 4:
                archive.writestr(name.replace("/", "\\") + "\x00", b"")
            case 5:
                for number in range(chance.choice([300, 6_000])):
                    archive.writestr(f"xl/worksheets/sheet{number + 10}.xml", b"")
            case _:
                archive.writestr("xl/worksheets/", b"")
    return _lying_sizes(out.getvalue(), chance) if chance.random() < 0.4 else out.getvalue()


ZIPPED = (parts_damaged, parts_damaged, parts_damaged, packed_dishonestly)


def _removed(parts: Parts, name: str, chance: Random) -> None:
    del parts[name]


def _emptied(parts: Parts, name: str, chance: Random) -> None:
    parts[name] = chance.choice([b"", b"\0", b"<", b"<?xml version='1.0'?>", b"\xff\xfe", b"<a/>"])


def _cut(parts: Parts, name: str, chance: Random) -> None:
    parts[name] = parts[name][:chance.randrange(len(parts[name]) + 1)]


def _exchanged(parts: Parts, name: str, chance: Random) -> None:
    parts[name] = parts[chance.choice(sorted(parts))]


def _noise(parts: Parts, name: str, chance: Random) -> None:
    data = bytearray(parts[name])
    for _ in range(chance.choice([1, 5, 50])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    parts[name] = bytes(data)


def _deeply_nested(parts: Parts, name: str, chance: Random) -> None:
    deep = chance.choice([200, 20_000, 300_000])
    tag = chance.choice([b"row", b"a", b"si", b"sheet", b"r"])
    nested = b"<" + tag + b">"
    closed = b"</" + tag + b">"
    at = parts[name].rfind(b"</")
    parts[name] = parts[name][:at] + nested * deep + closed * (deep if chance.random() < 0.7 else 0) + parts[name][at:]


def _entities(parts: Parts, name: str, chance: Random) -> None:
    kind = chance.choice([b"<!DOCTYPE a [<!ENTITY b 'cc'>]>", b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/x'>", b"&#0;",
                          b"&bogus;", b"<![CDATA[x]]>"])
    at = parts[name].find(b">") + 1
    parts[name] = parts[name][:at] + kind + parts[name][at:]


def _attributes(parts: Parts, name: str, chance: Random) -> None:
    """Addresses, styles, types, counts, targets and ids of some elements altered."""
    what, choices = chance.choice(_ALTERED)
    parts[name] = _some(what, choices, parts[name], chance)


def _values(parts: Parts, name: str, chance: Random) -> None:
    """Numbers and texts of some cells altered: positions of strings, dates far out, no numbers at all."""
    choices = [b"<v>%s</v>" % one for one in _NUMBERS]
    parts[name] = _some(rb"<v>[^<]*</v>", choices, parts[name], chance)


def _elements(parts: Parts, name: str, chance: Random) -> None:
    """Elements taken away or written twice."""
    twice = chance.random() < 0.5
    share = chance.choice([0.02, 0.3])
    parts[name] = re.sub(rb"<(\w+)[^<>]*/>|<(v|t|c|row|si)\b[^>]*>.*?</\2>", lambda found: found.group() if
                         chance.random() > share else (found.group() * 2 if twice else b""), parts[name])


_PART_DAMAGES: tuple[Callable[[Parts, str, Random], None], ...] = (
    _removed, _emptied, _cut, _exchanged, _noise, _noise, _deeply_nested, _entities, _attributes, _attributes,
    _attributes, _values, _values, _elements)


def _some(what: bytes, choices: list[bytes], data: bytes, chance: Random) -> bytes:
    share = chance.choice([0.02, 0.2, 1.0])
    return re.sub(what, lambda found: chance.choice(choices) if chance.random() < share else found.group(), data)


def _unpacked(content: bytes) -> Parts:
    """The parts, or nothing where earlier damage left no zip file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist() if info.file_size < 1 << 24}
    except _UNREADABLE:
        return {}


def _packed(parts: Parts, chance: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _worth_it(parts: Parts) -> list[str]:
    """Parts to damage: those that hold sheets, strings, styles and relations oftener than the rest."""
    core = [name for name in sorted(parts) if re.search(r"sheet|shared|styles|rels|workbook|content\.xml", name)]
    return core * 4 + sorted(parts)


def _lying_sizes(content: bytes, chance: Random) -> bytes:
    """Sizes, checksums or flags in the directory of the zip altered."""
    damaged = bytearray(content)
    for at in [found.start() for found in re.finditer(b"PK\x01\x02", content)]:
        if chance.random() < 0.3:
            offset = chance.choice([8, 10, 16, 20, 24, 42])
            damaged[at + offset:at + offset + 2] = chance.choice([b"\x01\x00", b"\xff\xff", b"\x00\x00", b"\x63\x00"])
    return bytes(damaged)
