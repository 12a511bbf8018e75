"""Every encoding people send is recognised over the whole file, and what was replaced is counted."""

from pathlib import Path

import pytest

from kadash.intake.read.plausibility import plausibility

from .conftest import Read

CHINESE = "客户名称,订单日期,金额\n上海宏发电气有限公司,2025-03-01,100\n苏州鑫源贸易有限公司,2025-03-02,200\n"
TRADITIONAL = "客戶名稱,訂單日期,金額\n台灣積體電路,2025-03-01,100\n聯華電子股份有限公司,2025-03-02,200\n"
LATIN = "Customer,Order Date,Amount\nMüller Größe,2025-03-01,100\nCafé São Paulo,2025-03-02,200\n"


@pytest.mark.parametrize(("text", "codec", "name"), [
    (CHINESE, "utf-8", "utf-8"), (CHINESE, "utf-8-sig", "utf-8-sig"), (CHINESE, "gb18030", "gb18030"),
    (CHINESE, "utf-16", "utf-16"), (TRADITIONAL, "big5", "big5"), (LATIN, "cp1252", "cp1252"),
    (LATIN, "utf-16-le", "utf-16-le"), ("客户,金额\n宏发,5\n", "gb18030", "gb18030"),
])
def test_an_encoding_is_told_from_the_bytes(read: Read, text: str, codec: str, name: str) -> None:
    table, = read(text.encode(codec))

    assert (table.encoding, table.header) == (name, tuple(text.split("\n")[0].split(",")))
    assert table.sample[0][0] == text.split("\n")[1].split(",")[0]


def test_a_late_byte_that_is_not_utf8_decides_for_the_whole_file(read: Read) -> None:
    plain = "Customer,Order Date,Amount\n" + "Acme,2025-01-01,5\n" * 80_000

    table, = read(plain.encode() + "Müller,2025-01-02,7\n".encode("cp1252"))

    assert (table.encoding, table.rows) == ("cp1252", 80_001)


def test_a_lone_euro_byte_in_chinese_text_is_replaced_and_counted(read: Read) -> None:
    table, = read(CHINESE.encode("gb18030") + "宏发,2025-03-03,".encode("gb18030") + b"\x805\n")

    assert table.sample[-1] == ("宏发", "2025-03-03", "€5")
    assert [(found.code, found.count) for found in table.findings] == [("euro_bytes_replaced", 1)]


def test_a_damaged_byte_does_not_turn_a_utf8_file_into_another_encoding(read: Read) -> None:
    table, = read(LATIN.encode() + b"Acme\xff,2025-03-03,5\n")

    assert (table.encoding, table.sample[0][0]) == ("utf-8", "Müller Größe")
    assert [(found.code, found.count) for found in table.findings] == [("bytes_replaced", 1)]


def test_an_alphabet_nobody_can_be_sure_of_is_reported_with_a_preview(read: Read) -> None:
    table, = read("Клиент,Дата,Сумма\nИванов,2025-01-01,5\n".encode("cp1251"))

    assert [found.code for found in table.findings] == ["assumed_encoding"]
    assert table.findings[0].facts["encoding"] == "cp1252"


def test_chinese_bytes_are_not_plausible_as_anything_else() -> None:
    sample = CHINESE.encode("gb18030")

    assert plausibility(sample, "gb18030") > 0.9
    assert max(plausibility(sample, name) for name in ("utf-8", "big5", "cp1252")) < 0.7


def test_zeros_in_a_text_are_dropped_and_counted(read: Read) -> None:
    table, = read(b"Customer,Order Date,Amount\nAc\0me,2025-01-01,5\n" + b"Beta,2025-01-02,6\n" * 60)

    assert table.sample[0][0] == "Acme"
    assert [(found.code, found.count) for found in table.findings] == [("zeros_dropped", 1)]


def test_names_of_chinese_people_only_are_still_chinese(read: Read, tmp_path: Path) -> None:
    table, = read("张伟,王芳,5\n李娜,刘洋,6\n陈静,杨帆,7\n".encode("gb18030"))

    assert table.encoding == "gb18030"


def test_one_umlaut_in_a_header_makes_no_chinese_file(read: Read) -> None:
    table, = read("Kunde,Stückpreis,Menge,Datum\nAcme GmbH,5,20,2026-03-01\n".encode("cp1252"))

    assert (table.encoding, table.header[1], table.findings) == ("cp1252", "Stückpreis", ())


def test_a_doubt_is_always_between_two_encodings(read: Read) -> None:
    table, = read("Kunde,Größe,Menge,Datum\nÄÖ GmbH,5,20,2026-03-01\nÜÄ AG,10,20,2026-03-02\n".encode("cp1252"))

    facts = table.findings[0].facts
    assert (facts["encoding"], facts["rival"]) == ("cp1252", "gb18030")
