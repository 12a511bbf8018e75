"""What the sample company makes: ten categories of electrical components and their price lists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kadash.sample.days import Floats, Ints, dates

LIST_RISES = {2024: 0.025, 2025: 0.035, 2026: 0.03}
"""Rise of the price list on the first of January, as a share."""
COST_RISES = {2024: 0.022, 2025: 0.034, 2026: 0.031}


@dataclass(frozen=True)
class Category:
    """A product family: its name in both languages, what its products are called, list price and cost against list."""

    en: str
    zh: str
    item_en: str
    item_zh: str
    sizes: tuple[str, ...]
    list_price: tuple[float, float]
    cost_share: float


SERVICES = "Engineering services"
CATEGORIES: tuple[Category, ...] = (
    Category("Circuit breakers", "断路器", "Miniature circuit breaker", "微型断路器",
             ("C6 1P", "C10 1P", "C16 1P", "C20 1P", "C32 2P", "C40 3P", "C63 3P", "D63 4P", "C80 4P"),
             (28, 420), 0.555),
    Category("Moulded-case breakers", "塑壳断路器", "Moulded-case breaker", "塑壳断路器",
             ("100A", "160A", "225A", "250A", "400A", "630A", "800A"), (380, 3900), 0.56),
    Category("Contactors", "接触器", "AC contactor", "交流接触器",
             ("9A", "12A", "18A", "25A", "40A", "65A", "95A", "150A"), (46, 980), 0.57),
    Category("Relays", "继电器", "Plug-in relay", "插拔继电器",
             ("8-pin 24V", "8-pin 220V", "11-pin 24V", "14-pin 24V", "timer 60s", "thermal 25A", "safety 24V"),
             (18, 360), 0.55),
    Category("Terminals", "接线端子", "Rail terminal", "导轨端子",
             ("2.5mm2", "4mm2", "6mm2", "10mm2", "16mm2", "35mm2", "earth 4mm2", "fuse 6.3A"), (2.2, 38), 0.54),
    Category("Control cables", "控制电缆", "Control cable 100m", "控制电缆100米",
             ("2x0.75", "4x0.75", "4x1.5", "7x1.5", "12x1.5", "24x1.0"), (210, 2600), 0.595),
    Category("Sensors", "传感器", "Inductive sensor", "电感式传感器",
             ("M8 PNP", "M12 PNP", "M12 NPN", "M18 PNP", "M30 PNP", "photo 5m", "laser 10m"), (85, 920), 0.545),
    Category("Drives", "变频器", "Frequency drive", "变频器",
             ("0.75kW", "1.5kW", "4kW", "7.5kW", "15kW", "30kW"), (780, 9800), 0.585),
    Category("Enclosures", "配电箱", "Wall enclosure", "挂墙配电箱",
             ("300x200", "400x300", "600x400", "800x600", "1000x800"), (160, 1900), 0.58),
    Category(SERVICES, "技术服务", "Service", "服务",
             ("selection study", "commissioning day", "thermal inspection", "training day"), (900, 4200), 0.50),
)
SERVICE_ITEMS_ZH = {
    "selection study": "选型方案", "commissioning day": "调试日",
    "thermal inspection": "热成像巡检", "training day": "培训日",
}


def price_list(rng: np.random.Generator) -> pd.DataFrame:
    """One row a product: product_id, category (index), names, base list price, cost share."""
    rows = []
    for index, category in enumerate(CATEGORIES):
        low, high = category.list_price
        prices = np.geomspace(low, high, len(category.sizes)) * rng.uniform(0.93, 1.07, len(category.sizes))
        for number, (size, price) in enumerate(zip(category.sizes, prices, strict=True), start=1):
            size_zh = SERVICE_ITEMS_ZH.get(size, size)
            cost_share = category.cost_share + rng.uniform(-0.012, 0.012)
            rows.append((f"{10 + index}{number:03d}", index, f"{category.item_en} {size}",
                         f"{category.item_zh} {size_zh}", float(price), cost_share))
    columns = ["product_id", "category", "name_en", "name_zh", "list_price", "cost_share"]
    return pd.DataFrame(rows, columns=columns)


def list_price_cents(products: pd.DataFrame, product: Ints, day: Ints) -> Ints:
    """List price of each (product index, day), in cents, with the rises of the years so far."""
    base = products["list_price"].to_numpy()[product]
    cents: Ints = np.round(base * _risen(LIST_RISES, day) * 100).astype(np.int64)
    return cents


def unit_cost_cents(products: pd.DataFrame, product: Ints, day: Ints) -> Ints:
    """Standard cost a unit of each (product index, day), in cents, never under one."""
    base = products["list_price"].to_numpy()[product] * products["cost_share"].to_numpy()[product]
    cents: Ints = np.maximum(1, np.round(base * _risen(COST_RISES, day) * 100)).astype(np.int64)
    return cents


def _risen(rises: dict[int, float], day: Ints) -> Floats:
    year = dates(day).dt.year.to_numpy()
    factor = np.ones(len(day))
    for since, rise in rises.items():
        factor *= np.where(year >= since, 1 + rise, 1.0)
    return factor
