"""Sheets that hold no data of their own: descriptions of columns, read-me texts, pivot tables."""

from __future__ import annotations

from collections.abc import Sequence

from kadash.intake.read.cell_shape import shape
from kadash.intake.recognise.words import compact


def _words(text: str) -> frozenset[str]:
    return frozenset(compact(word) for word in text.split("|"))


_SUBJECT = _words(
    "字段|字段名|字段名称|列名|列|栏位|栏位名|英文字段|中文字段|数据项|表头|术语|工作表"
    "|field|field name|column|column name|variable|attribute|header|data element|term|sheet|tab")
_ABOUT = _words(
    "说明|描述|字段说明|含义|备注说明|填写说明|填写要求|定义|数据类型|类型|字段类型|长度|是否必填|必填|格式|示例|取值|取值范围|来源"
    "|description|meaning|definition|data type|type|format|required|mandatory|example|explanation|notes|comment|length"
    "|allowed values|content")
_PIVOT = _words("Row Labels|Column Labels|行标签|列标签|行標籤|列標籤")
_PIVOT_BEGINNINGS = (
    "sum of ", "count of ", "average of ", "max of ", "min of ", "求和项", "计数项", "平均值项", "加總", "計數")
_FEW_WORDS = 4
_TEXT_SHARE = 0.8


def purpose(header: Sequence[str], titles: Sequence[str], sample: Sequence[Sequence[str]]) -> str | None:
    """Code of why a sheet's table is not used, or None where it holds data.

    >>> purpose(["字段名", "类型", "说明"], [], [["客户编码", "文本", "客户的唯一编码"]])
    'description_sheet'
    """
    if _is_pivot([*header, *titles], sample):
        return "pivot_sheet"
    if _describes_columns(header, sample) or _is_text(header, sample):
        return "description_sheet"
    return None


def _is_pivot(names: Sequence[str], sample: Sequence[Sequence[str]]) -> bool:
    first = [row[0] for row in sample[:5] if row]
    labels = any(compact(name) in _PIVOT for name in (*names, *first)) or any(
        word in title for title in names for word in ("Column Labels", "列标签"))
    shown = [name.lower() for name in (*names, *(cell for row in sample[:3] for cell in row))]
    return labels and any(name.startswith(_PIVOT_BEGINNINGS) for name in shown)


def _describes_columns(header: Sequence[str], sample: Sequence[Sequence[str]]) -> bool:
    words = [compact(name) for name in header]
    told = sum(word in _ABOUT for word in words)
    mostly = told > 0 and told + 1 >= 0.5 * len(words)
    return mostly and any(word in _SUBJECT for word in words) and not _figures(sample)


def _is_text(header: Sequence[str], sample: Sequence[Sequence[str]]) -> bool:
    """Sentences in one column or two, and nothing else."""
    filled = [[cell for cell in row if cell] for row in (header, *sample)]
    if len(header) > 2 or _figures(sample):
        return False
    sentences = sum(any(_is_sentence(cell) for cell in row) for row in filled)
    return sentences >= max(2, 0.5 * len(filled))


def _is_sentence(text: str) -> bool:
    return len(text.split()) > _FEW_WORDS or (len(text) > 14 and any(mark in text for mark in "，。；：、"))


def _figures(sample: Sequence[Sequence[str]]) -> bool:
    """Whether a column holds numbers or dates most of the time."""
    for cells in zip(*sample, strict=False):
        kinds = [shape(cell) for cell in cells if cell]
        if kinds and sum(kind != "words" for kind in kinds) > (1 - _TEXT_SHARE) * len(kinds) and not _counts(cells):
            return True
    return False


def _counts(cells: Sequence[str]) -> bool:
    """1, 2, 3, ...: the number of a line is no figure."""
    return [cell for cell in cells if cell][:3] in (["1", "2", "3"], ["1", "2"], ["1"], ["0", "1", "2"])
