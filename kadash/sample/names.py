"""Names of the sample's accounts: an English and a Chinese text for the same account."""

from __future__ import annotations

import numpy as np

STEMS_EN = (
    "Harbour", "Northgate", "Silver", "Oak", "Meridian", "Bright", "Granite", "Falcon", "Summit", "River",
    "Cedar", "Anchor", "Beacon", "Copper", "Delta", "Eagle", "Forge", "Golden", "Horizon", "Iron", "Jade",
    "Keystone", "Lotus", "Maple", "Noble", "Orient", "Pioneer", "Quartz", "Red", "Sterling", "Tiger", "Union",
    "Vista", "West", "Zenith", "Amber", "Blue", "Crown", "Ash", "Birch", "Clear", "Dover", "Elm", "Fair",
)
TAILS_EN = ("field", "bridge", "stone", "point", "line", "works", "ridge", "haven", "port", "wood")
TRADES_EN = ("Switchgear", "Automation", "Power", "Machinery", "Controls", "Electric", "Engineering", "Supplies")
FORMS_EN = ("Ltd", "Co., Ltd", "Group", "Holdings", "Industries")
CITIES_ZH = (
    "上海", "苏州", "杭州", "宁波", "无锡", "南京", "合肥", "广州", "深圳", "佛山", "东莞", "厦门", "北京",
    "天津", "青岛", "济南", "武汉", "长沙", "郑州", "成都", "重庆", "昆明", "沈阳", "大连", "长春",
)
STEMS_ZH = (
    "恒泰", "华源", "金盛", "瑞丰", "中科", "宏达", "天成", "永兴", "嘉和", "鼎新", "博远", "凯瑞", "德胜",
    "万邦", "启明", "隆昌", "百川", "正通", "兴业", "安信", "浩宇", "聚力", "新锐", "东方", "润泽", "江海",
    "蓝海", "长风", "银河", "泰和",
)
TRADES_ZH = ("开关设备", "自动化", "电力", "机械", "控制技术", "电气", "工程", "物资")
FORMS_ZH = ("有限公司", "股份有限公司", "集团", "控股有限公司", "实业有限公司")
AWKWARD_EN = (
    "O'Brien & Sons", "Baker, Finch & Co.", 'The "Old Mill" Works', "Müller-Lüdke GmbH", "24/7 Repairs", "A=B Systems",
)
"""Names that a careless reader or page would break on: quotes, commas, umlauts, digits."""
AWKWARD_ZH = ("欧博兄弟行", "贝芬,合伙商行", "“老磨坊”机电", "穆勒（中国）电气", "24小时维修", "甲=乙系统")


def account_names(rng: np.random.Generator, accounts: int) -> tuple[list[str], list[str]]:
    """`accounts` names in English and as many in Chinese, same trade and form at each place; one pair is alike."""
    trade = rng.integers(0, len(TRADES_EN), accounts)
    form = rng.choice(len(FORMS_EN), accounts, p=[0.45, 0.37, 0.06, 0.04, 0.08])
    english = _different(rng, len(STEMS_EN) * len(TAILS_EN), accounts)
    chinese = _different(rng, len(CITIES_ZH) * len(STEMS_ZH), accounts)
    in_english = [
        f"{STEMS_EN[n // len(TAILS_EN)]}{TAILS_EN[n % len(TAILS_EN)]} {TRADES_EN[t]} {FORMS_EN[f]}"
        for n, t, f in zip(english, trade, form, strict=True)
    ]
    in_chinese = [
        f"{CITIES_ZH[n // len(STEMS_ZH)]}{STEMS_ZH[n % len(STEMS_ZH)]}{TRADES_ZH[t]}{FORMS_ZH[f]}"
        for n, t, f in zip(chinese, trade, form, strict=True)
    ]
    places = rng.choice(np.arange(accounts // 2, accounts), len(AWKWARD_EN), replace=False)
    for place, awkward_en, awkward_zh in zip(places, AWKWARD_EN, AWKWARD_ZH, strict=True):
        in_english[place], in_chinese[place] = awkward_en, awkward_zh
    first, branch = rng.choice(np.arange(accounts // 3, accounts // 2), 2, replace=False)
    # Two codes under one name: a reader must never merge them.
    in_english[branch], in_chinese[branch] = in_english[first], in_chinese[first]
    return in_english, in_chinese


def _different(rng: np.random.Generator, choices: int, wanted: int) -> list[int]:
    return [int(n) for n in rng.choice(choices, wanted, replace=False)]
