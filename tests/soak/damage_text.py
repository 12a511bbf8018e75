"""Ways to break any file by its bytes, and a text file by its lines, delimiters, quotes and encoding."""

from __future__ import annotations

from random import Random

from tests.soak.exports import Export

_CONTROLS = (b"\x00", b"\x1a", b"\x0b", b"\x0c", b"\x1c", b"\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80",
             b"\xff\xff", b"\x80")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00")
_HEADS = (b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.4", b"\x89PNG", b"<html>",
          b"sep=;\n", b"\n\n\n")
_CELLS = (
    "1e400", "-1e400", "NaN", "inf", "9" * 400, "99999999999999.99", "0000-00-00", "9999-12-31", "2026-02-30", "60",
    "2958466", "-1", "(1,234.50", "1.2.3,4,5", "12万万", "¥", "%", "折", "9折折", "'null", "****", "#REF!", "=1+1",
    "\u202e1,00", "１２３", "{0}", "{file}", "%s %n", "$today", "'); drop table x; --", "\\", '""', "٣", "𝟙𝟚",
    "--", "+-5",
    "1:00:00", "2026-03-02T25:61", "1/2/3/4", "Mar 99 9999", "TRUE", "\ufeff", "\u00ad", "合计", "Total", "小计",
)


def flip_bytes(export: Export, content: bytes, chance: Random) -> bytes:
    """One to many bytes replaced."""
    damaged = bytearray(content)
    for _ in range(chance.choice([1, 3, 20, max(1, len(content) // 100)])):
        if damaged:
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def truncate(export: Export, content: bytes, chance: Random) -> bytes:
    """The end, or the beginning, cut off anywhere."""
    at = chance.randrange(len(content) + 1)
    return content[:at] if chance.random() < 0.8 else content[at:]


def paste_block(export: Export, content: bytes, chance: Random) -> bytes:
    """A piece of the file once more, somewhere else."""
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[start:end] + content[at:]


def remove_block(export: Export, content: bytes, chance: Random) -> bytes:
    """A piece of the file left out."""
    start = chance.randrange(len(content) + 1)
    return content[:start] + content[start + chance.choice([1, 2, 50, 500]):]


def insert_noise(export: Export, content: bytes, chance: Random) -> bytes:
    """Random bytes in between."""
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.choice([1, 16, 300, 5000])) + content[at:]


def another_beginning(export: Export, content: bytes, chance: Random) -> bytes:
    """The signature of another kind of file in front, or in place of the first bytes."""
    head = chance.choice(_HEADS)
    return head + (content if chance.random() < 0.5 else content[len(head):])


def zeros(export: Export, content: bytes, chance: Random) -> bytes:
    """Zeros and control characters scattered, or a block of zeros as a full disk leaves them."""
    if chance.random() < 0.3:
        at = chance.randrange(len(content) + 1)
        return content[:at] + bytes(chance.choice([64, 4096, 100_000])) + content[at:]
    return _scattered(content, chance, chance.choice(_CONTROLS))


def marks_in_the_middle(export: Export, content: bytes, chance: Random) -> bytes:
    """Byte order marks where they do not belong."""
    return _scattered(content, chance, chance.choice(_MARKS))


def delimiters(export: Export, content: bytes, chance: Random) -> bytes:
    """Delimiters doubled, taken away or exchanged for others."""
    own = export.delimiter.encode("utf-16-le" if export.encoding == "utf-16" else "ascii")
    other = chance.choice([own + own, b"", b";", b"\t", b"|", b",,,,,,,,"])
    return _some_replaced(content, own, other, chance)


def quotes(export: Export, content: bytes, chance: Random) -> bytes:
    """Quotes added, taken away, doubled; single ones in place of double ones."""
    if chance.random() < 0.5:
        return _scattered(content, chance, chance.choice([b'"', b'""', b"'", b'"""""', b'\\"', b',"']))
    return _some_replaced(content, b'"', chance.choice([b"", b"'", b'"""', b'\\"']), chance)


def line_ends(export: Export, content: bytes, chance: Random) -> bytes:
    """Line ends mixed, doubled, lost; or thousands of blank lines."""
    if chance.random() < 0.15:
        return content.replace(b"\n", b"\n" * 20_000, 1) if chance.random() < 0.5 else content.replace(b"\n", b"")
    return _some_replaced(content, b"\n", chance.choice([b"\r", b"\r\n", b"\n\r", b"", b"\n\n\n", b"\x0b"]), chance)


def huge_cell(export: Export, content: bytes, chance: Random) -> bytes:
    """A cell of up to some megabytes."""
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice([b"9", b"x", b"\xd6\xd0", b" ", b'"', b"-"]) * chance.choice(
        [40_000, 140_000, 1_100_000, 3_000_000]) + content[at:]


def odd_cells(export: Export, content: bytes, chance: Random) -> bytes:
    """Cells, also of the header, exchanged for what parsers trip over."""
    lines = content.decode(export.encoding, errors="replace").split("\n")
    for _ in range(chance.choice([1, 5, 40])):
        at = chance.choice([0, chance.randrange(len(lines))])
        cells = lines[at].split(export.delimiter)
        cells[chance.randrange(len(cells))] = chance.choice(_CELLS)
        lines[at] = export.delimiter.join(cells)
    return "\n".join(lines).encode(export.encoding, errors="replace")


def rows_moved(export: Export, content: bytes, chance: Random) -> bytes:
    """The header swapped with a record, written twice, in the middle or left out; records shuffled or repeated."""
    lines = content.split(b"\n")
    match chance.randrange(5):
        case 0:
            at = chance.randrange(len(lines))
            lines[0], lines[at] = lines[at], lines[0]
        case 1:
            lines.insert(chance.randrange(len(lines) + 1), lines[0])
        case 2:
            lines = lines[1:]
        case 3:
            chance.shuffle(lines)
        case _:
            lines = lines + lines[1:] * chance.choice([1, 30, 400])
    return b"\n".join(lines)


def many_columns(export: Export, content: bytes, chance: Random) -> bytes:
    """A line, or all of them, with up to 10,000 columns more."""
    more = export.delimiter.encode() * chance.choice([200, 2_000, 10_000])
    if chance.random() < 0.3:
        more = b"".join(b",c%d" % number for number in range(10_000))
    lines = content.split(b"\n")
    everywhere = chance.random() < 0.3
    at = chance.choice([0, chance.randrange(len(lines))])
    return b"\n".join(line + more if everywhere or number == at else line for number, line in enumerate(lines))


def another_encoding(export: Export, content: bytes, chance: Random) -> bytes:
    """The file, or its second half, written in another encoding."""
    text = content.decode(export.encoding, errors="replace")
    at = chance.choice([0, len(text) // 2])
    other = chance.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "gb18030", "big5", "cp1252", "utf-7"])
    return text[:at].encode(export.encoding, errors="replace") + text[at:].encode(other, errors="replace")


def two_files_in_one(export: Export, content: bytes, chance: Random) -> bytes:
    """The file behind itself, with or without blank lines between, the second time with other columns."""
    between = chance.choice([b"", b"\n\n", b"\n\n\nTitle\n", b"\nTotal,1,2\n\n"])
    second = content if chance.random() < 0.5 else content.replace(export.delimiter.encode(), b"", 4)
    return content + between + second


def only_marks(export: Export, content: bytes, chance: Random) -> bytes:
    """Nothing but delimiters, quotes, blanks or digits."""
    mark = chance.choice([export.delimiter.encode(), b'"', b" ", b"1", b"\n,", b'""\n', b"1,2\n", b"\xa3\xac"])
    return mark * chance.choice([1, 100, 20_000])


ANY = (flip_bytes, flip_bytes, truncate, paste_block, remove_block, insert_noise, another_beginning, zeros)
TEXT = (marks_in_the_middle, delimiters, delimiters, quotes, quotes, line_ends, huge_cell, odd_cells, odd_cells,
        rows_moved, many_columns, another_encoding, two_files_in_one, only_marks)


def _scattered(content: bytes, chance: Random, what: bytes) -> bytes:
    for _ in range(chance.choice([1, 4, 30])):
        at = chance.randrange(len(content) + 1)
        content = content[:at] + what + content[at:]
    return content


def _some_replaced(content: bytes, old: bytes, new: bytes, chance: Random) -> bytes:
    share = chance.choice([0.01, 0.1, 0.5, 1.0])
    first, *others = content.split(old)
    return first + b"".join((new if chance.random() < share else old) + other for other in others)
