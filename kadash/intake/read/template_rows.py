"""Rows of a template that are no data: what to fill in, in which form, an example; and names once more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadash.intake.read.cell_shape import plain, shape
from kadash.intake.read.records import Record
from kadash.intake.recognise.words import compact, is_header_word

LOOK_BELOW_HEADER = 5
TEMPLATE_CODES = ("instruction_row", "example_row", "second_header")
_INSTRUCTION = re.compile(
    r"(?:[*＊]?\s*(?:必填|必须|选填|非必填|可选|可不填|可空|不可为空|required|mandatory|optional|req\.?|opt\.?)(?:项|字段)?[*＊]?"
    r"(?:\s*[/／(（、,-]\s*\S.{0,20})?"
    r"|(?:yyyy|yy|dd?|mm?)[-/.年](?:mm?|dd?|yyyy)(?:[-/.月](?:dd?|mm?|yyyy|yy)日?)?(?:\s*hh.*)?"
    r"|(?:格式|format)[:： ].{1,40}|(?:最多|不超过|max\.?|up to)\s?\d+\s?(?:个)?(?:字符|字|位|char.*|digits?)?"
    r"|文本|文字|字符|字符串|数字|数值|整数|小数|日期|金额数字|text|string|number|numeric|integer|decimal|date|datetime"
    r"|boolean|currency|n?varchar2?\s?\(\d+\)|char\s?\(\d+\)|decimal\s?\(\d+\s?,\s?\d+\)|number\s?\(\d+(?:\s?,\s?\d+)?\)"
    r"|[#0]+[.,][#0]+|是/否|yes/no|y/n|下拉选择|(?:请|please )\S.{0,60})",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"(?:示例|样例|范例|例子|举例|填写示例)(?:$|[\d:：/／)）客数行一])|[(（【\[](?:示例|样例|例|example|sample)"
    r"|例[:：如]|(?:example|sample|e\.g\.|eg)(?:\s*(?:row|data|line|record))?\s*(?:$|[:：/／.])|示例[/／]example",
    re.IGNORECASE,
)
_NOTE = re.compile(r"(?:填写说明|填表说明|填写要求|说明|注意|instructions?|notes?|hint)\s*[:：]", re.IGNORECASE)


def template_rows(below: Sequence[Record], header: Sequence[str]) -> dict[int, str]:
    """Row number to code of the rows just below a header that are instructions, examples or names once more."""
    found: dict[int, str] = {}
    data = [record for record in below if not record.fault and any(cell.strip() for cell in record.cells)]
    for record in data[:LOOK_BELOW_HEADER]:
        later = [other.cells for other in data if other.row > record.row][:25]
        code = _code(record.cells, header, later)
        if code is None:
            break
        found[record.row] = code
    return found


def _code(cells: Sequence[str], header: Sequence[str], later: Sequence[Sequence[str]]) -> str | None:
    filled = [plain(cell) for cell in cells if cell.strip()]
    if [compact(cell) for cell in filled] == [compact(name) for name in header if name.strip()]:
        return None  # the header once more: whoever reads the rows sets it aside by its name
    told = sum(_INSTRUCTION.fullmatch(cell) is not None for cell in filled)
    if (told >= 0.6 * len(filled) and (told > 1 or len(filled) == 1)) or _NOTE.match(filled[0]):
        return "instruction_row"
    if _EXAMPLE.match(filled[0]):
        return "example_row"
    return "second_header" if _names_once_more(cells, filled, later) else None


def _names_once_more(cells: Sequence[str], filled: Sequence[str], later: Sequence[Sequence[str]]) -> bool:
    """Other names of the same columns (KUNNR below Customer): known as such, and over figures."""
    if len(filled) < 2 or any(shape(cell) != "words" for cell in filled):
        return False
    known = sum(is_header_word(cell) for cell in filled)
    return known >= 0.6 * len(filled) and any(_over_figures(index, later) for index, cell in enumerate(cells)
                                              if cell.strip())


def _over_figures(index: int, later: Sequence[Sequence[str]]) -> bool:
    kinds = [shape(row[index]) for row in later if index < len(row) and row[index].strip()]
    return bool(kinds) and sum(kind != "words" for kind in kinds) > 0.6 * len(kinds)
