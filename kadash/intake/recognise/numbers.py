"""How a column writes its numbers: decimal comma, units in header and title, shares, signs of a currency."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from types import MappingProxyType
from typing import Literal

from kadash.intake.recognise.profile import Profile

_FIGURE = re.compile(r"-?\d[\d.,'\u00a0\u202f ]*\d|\d")
_MONEY_WORD = r"(?:usd|eur|cny|rmb|gbp|chf|€|\$|£)"
_UNITS = (
    (re.compile(r"亿"), 1e8),
    (re.compile(
        r"百万|in millions|\b(?:mio|mn|millions?)\b|[(\[]\s*m\s*[)\]]"
        rf"|{_MONEY_WORD} ?m[)\]]|[(\[ ]m ?{_MONEY_WORD}", re.I
    ), 1e6),
    (re.compile(r"万"), 1e4),
    (re.compile(
        r"千元|[(\[]千[)\]]|'000|in thousands|\bthousands?\b|[(\[]\s*k\s*[)\]]"
        rf"|[(\[ ]k ?{_MONEY_WORD}|{_MONEY_WORD} ?k[)\]]|\bk(?:eur|usd)\b", re.I
    ), 1e3),
)
_OFTEN = 0.2
_FEWEST_BARE, _FEWEST_POINTS, _SMALLEST_GROUPED = 5, 3, 1000
_TEN_ZHE = 10
_YUAN = re.compile(r"元|单位")
_TITLE_UNIT = re.compile(r"单位|金额|unit|currency|amounts?|figures?|in thousands|in millions|'000|万元|千元", re.I)
_TAX_IN = re.compile(r"(?<!不)(?<!未)(?<!无)含税|价税合计|incl\.?(?:uding)? ?(?:vat|tax|gst)|tax incl|gross", re.I)
_ISO = MappingProxyType({
    "usd": "USD", "us$": "USD", "美元": "USD", "美金": "USD", "eur": "EUR", "€": "EUR", "欧元": "EUR", "gbp": "GBP",
    "£": "GBP", "英镑": "GBP", "cny": "CNY", "rmb": "CNY", "人民币": "CNY", "hkd": "HKD", "hk$": "HKD", "港币": "HKD",
    "jpy": "JPY", "日元": "JPY", "chf": "CHF", "twd": "TWD", "nt$": "TWD", "sgd": "SGD", "aud": "AUD", "cad": "CAD",
})
_CURRENCY_WORD = re.compile(r"us\$|hk\$|nt\$|€|£|[a-z]{3,}|美元|美金|欧元|英镑|人民币|港币|日元")


def decimal_sign(cells: Sequence[str]) -> tuple[Literal[".", ","], bool]:
    """The decimal sign, and whether it had to be assumed: 1.234 and 1,234 alone say nothing.

    >>> decimal_sign(["1.052,75", "3,5"]), decimal_sign(["1,052.75"]), decimal_sign(["1052,75元"])
    ((',', False), ('.', False), (',', False))
    """
    sure = sure_decimal_sign(cells)
    return sure or ".", sure is None and undecided_example(cells) is not None


def sure_decimal_sign(cells: Sequence[str]) -> Literal[".", ","] | None:
    """The decimal sign that the cells prove, None where they prove none.

    A comma that stands in every figure from a thousand up and in none below parts thousands.
    """
    verdicts = _verdicts(cells)
    comma, point = verdicts.count(","), verdicts.count(".")
    if comma != point:
        return "," if comma > point else "."
    bare = [float(text) for cell in cells if (text := cell.strip().strip("¥￥$€£元-() ")).isdigit()]
    small = len(bare) >= _FEWEST_BARE and max(bare) < _SMALLEST_GROUPED
    return "." if "?," in verdicts and "?." not in verdicts and small else None


def undecided_example(cells: Sequence[str]) -> str | None:
    """A cell such as 1,234 or 1.234 of which nobody can say what its sign parts; points only where several stand so."""
    verdicts = _verdicts(cells)
    points = [cell for cell, verdict in zip(_with_figures(cells), verdicts, strict=True) if verdict == "?."]
    commas = [cell for cell, verdict in zip(_with_figures(cells), verdicts, strict=True) if verdict == "?,"]
    if commas:
        return commas[0]
    return points[0] if len(set(points)) >= _FEWEST_POINTS else None


def undecided_figures(cells: Sequence[str]) -> tuple[int, list[tuple[str, str]]]:
    """How many cells have figures, and those (cell, figure) that can be read either way.

    >>> undecided_figures(["1,234", "7", "-"])
    (2, [('1,234', '1,234')])
    """
    found = [(cell, match.group().strip()) for cell in cells if (match := _FIGURE.search(cell))]
    return len(found), [(cell, text) for cell, text in found if _sign_in(text).startswith("?")]


def _with_figures(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if _FIGURE.search(cell)]


def _verdicts(cells: Sequence[str]) -> list[str]:
    return [_sign_in(found.group().strip()) for cell in cells if (found := _FIGURE.search(cell))]


def _sign_in(figure: str) -> str:
    """What one figure shows: ',' or '.' decimal, '?,' or '?.' where the sign with three digits behind may be either."""
    last_comma, last_point = figure.rfind(","), figure.rfind(".")
    if last_comma < 0 and last_point < 0:
        return ""
    if last_comma >= 0 and last_point >= 0:
        return "," if last_comma > last_point else "."
    sign, other = (",", ".") if last_comma >= 0 else (".", ",")
    groups = figure.split(sign)
    if len(groups) > 2:
        return other
    if len(groups[1]) != 3 or len(groups[0].lstrip("-")) > 3 or groups[0].lstrip("-") == "0":
        return sign
    return f"?{sign}"


def multiplier(header: str, titles: Sequence[str]) -> tuple[float, bool]:
    """What one unit of a money column is worth, and whether a title above the table said so.

    >>> titles = ("单位：万元",)
    >>> multiplier("年采购额(万元)", ()), multiplier("合同金额", titles), multiplier("金额(元)", titles)
    ((10000.0, False), (10000.0, True), (1.0, False))
    """
    name = unicodedata.normalize("NFKC", header)
    if (own := _unit_in(name)) != 1:
        return own, False
    if _YUAN.search(name):
        return 1.0, False
    for title in titles:
        text = unicodedata.normalize("NFKC", title)
        if _TITLE_UNIT.search(text) and (said := _unit_in(text)) != 1:
            return said, True
    return 1.0, False


def _unit_in(text: str) -> float:
    return next((worth for pattern, worth in _UNITS if pattern.search(text)), 1.0)


def contains_tax(header: str) -> bool:
    """Whether the header says that tax is in.

    >>> contains_tax("含税单价"), contains_tax("不含税金额"), contains_tax("Amount")
    (True, False, False)
    """
    return bool(_TAX_IN.search(unicodedata.normalize("NFKC", header)))


def is_percent(profile: Profile) -> bool:
    """Whether a rate of 10 means 10 %: of those that are not zero a fifth is above one."""
    rates = [abs(figure) for figure in profile.figures if figure]
    return sum(rate > 1 for rate in rates) > _OFTEN * len(rates)


def is_zhe(header: str, profile: Profile) -> bool:
    """Whether 9 or 0.9 means nine tenths of the price: by the sign 折, or by what 折扣率 and 扣率 hold in practice."""
    if any(value.endswith("折") for value in profile.values):
        return True
    name = unicodedata.normalize("NFKC", header)
    if "折" not in name and "扣率" not in name:
        return False
    figures = profile.figures
    if not figures or profile.largest > _TEN_ZHE or any(value.endswith("%") for value in profile.values):
        return False
    return sum(figure > 0.5 for figure in figures) > 0.8 * len(figures)


def currency_in(header: str, titles: Sequence[str], profile: Profile) -> str | None:
    """The ISO code that the header, the cells or a title give beyond doubt; ¥ and $ alone are several currencies."""
    in_cells = {_ISO[word] for value in profile.values[:50] for word in _currency_words(value)}
    if in_cells:
        return in_cells.pop() if len(in_cells) == 1 else None
    for text in (header, *titles):
        named = {_ISO[word] for word in _currency_words(text)}
        if len(named) == 1:
            return named.pop()
    return None


def _currency_words(text: str) -> list[str]:
    words = _CURRENCY_WORD.findall(unicodedata.normalize("NFKC", text).lower())
    return [word for word in words if word in _ISO]
