"""Which of several columns that could be the same field is taken first."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

_FIRST_TO_LAST = """
order_line order_date | order date,订单日期,订单创建,下单,签单,订购,订单时间 | order,订单,创建
order_line order_date | purchase,transaction,sale,购买,成交,销售 | document,单据,业务,日期 | date | posting,记账,制单
order_line order_date | invoice,billing,开票,付款 | ship,deliver,发货,出库
order_line amount | net,untaxed,excl,无税,不含税,未税,净 | 实际支付,实付,折后 | sales,revenue,销售,本币 | amount,金额
order_line amount | line,小计 | total,总 | extended | invoice,开票
order_line unit_price | net,无税,不含税,实际,折后,成交 | unit,单价,sale,each | price,价
order_line cost | total,cogs,销售成本,总成本,成本金额 | cost,成本
account region | region,territory,大区,区域,地区,片区 | country,国家 | province,state,省 | city,市
account declared_class | class,tier,等级,级别 | segment,group,分类,rating | type,类型
* account_id | sold,售达,订货,购货,下单 | customer,client,account,客户,顾客,会员,买家
* account_id | bill,debtor,payer,开票,收票,付款 | ship,收货,送达,终端
* account_name | sold,售达,订货,购货,下单 | customer,client,account,company,客户,顾客,会员,买家
* account_name | bill,debtor,payer,开票,收票,付款 | ship,收货,送达,终端
* product_name | name,名称,品名,标题 | description,描述 | product,产品,商品 | 规格,型号,model
* category | category,类别,分类,品类 | line,family,group,系列,产品线 | subcategory,class,类型 | brand,division,品牌
contract start_date | effective,生效,start,begin,起始,开始 | signed,签订,签约
receivable invoice_id | invoice,发票,bill,应收
* order_id | order,订单,销售单,so
* owner | account manager,owner,客户经理,负责人 | rep,sales,业务员,销售 | employee,assigned,manager
"""
"""Table (* any), field, then groups of words: a header with a word of an earlier group is taken first."""
_STEP = 0.012


def preference(table: str, field: str, words: str) -> float:
    """A small bonus, the larger the earlier the header's words (normalised) stand in the order of preference."""
    order = _orders().get((table, field)) or _orders().get(("*", field), ())
    for place, some in enumerate(order):
        if any(word in words for word in some):
            return _STEP * (len(order) - place)
    return 0.0


@cache
def _orders() -> MappingProxyType[tuple[str, str], tuple[tuple[str, ...], ...]]:
    found: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = {}
    for line in _FIRST_TO_LAST.strip().splitlines():
        head, *groups = line.split("|")
        table, field = head.split()
        parted = tuple(tuple(word.strip() for word in group.split(",")) for group in groups)
        found[(table, field)] = (*found.get((table, field), ()), *parted)
    return MappingProxyType(found)
