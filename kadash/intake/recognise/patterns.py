"""Headers nobody listed, read by their parts: whose it is (customer, product, order) and what of it (number, name)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadash.intake.recognise.words import split_words

_ACCOUNT = (
    r"(?:(?:key |major |strategic )?(?:customer|client|account)|buyer|reseller|dealer|distributor|purchaser|patron"
    r"|sold to(?: party)?|bill to|debtor|consignor|顾客|(?:大|重点)?客户|买家|买方|购方|购货方|会员|经销商|代理商"
    r"|往来单位|往来户|购货单位|商户|甲方|托运方|托运单位|托运人|委托方|委托单位)"
)
_PRODUCT = r"(?:product|item|sku|stock|material|part|article|goods|产品|商品|物料|存货|货品|货物|宝贝)"
_ORDER = r"(?:(?:sales |purchase |customer )?order|so|sales document|transaction|订单|销售订单|销售单|销货单|交易)"
_ID = r"(?: ?(?:id|number|code|key|ref|reference|编号|编码|代码|号码|号|代号|内码|账号|卡号|id号))"
_NAME = r"(?: ?(?:full |short )?(?:name|title|名称|全称|姓名|简称|名|昵称))"
_DAY = r"(?: ?(?:date|day|time|at|on|datetime|timestamp|date time|日期|时间|日|年月日))"

_PATTERNS: tuple[tuple[str, str], ...] = (
    (f"{_ACCOUNT}{_ID}", "account_id"),
    (f"{_ACCOUNT}{_NAME}", "account_name"),
    (f"{_ACCOUNT}", "account_name"),
    (f"{_PRODUCT}{_ID}", "product_id"),
    (f"{_PRODUCT}{_NAME}", "product_name"),
    (f"{_PRODUCT}(?: ?(?:description|描述))", "product_name"),
    (f"{_PRODUCT}(?: ?(?:category|group|family|line|class|type|类别|分类|大类|类型|系列))"
     "(?: ?(?:id|name|key|code|名称|编码))?", "category"),
    (f"{_ORDER}{_ID}", "order_id"),
    (f"{_ORDER}(?: ?(?:line|item|行|明细))(?: ?(?:number|id|号))?", "line_no"),
    (f"(?:{_ORDER}|purchase|sale|sales|sold|托运|委托|承运|发运|起运|发车|下单|购买|成交|销售|消费|订购|签单){_DAY}",
     "order_date"),
    (r"(?:required|requested|promised|promise|due|expected|承诺|要求|约定|计划|预计)"
     r"(?: ?(?:delivery|ship|交货|到货|发货))?" + _DAY, "promised_date"),
    (r"(?:shipped|ship|delivered|delivery|dispatch|dispatched|发货|出库|交付|送达|签收)" + _DAY, "delivered_date"),
    (f"(?:sales )?(?:returned|returns?|refunded|refund|credit note|credit memo|退货|退款|退回|退单|红冲){_DAY}",
     "order_date"),
    (f"(?:退货|退款|退单|销退|红字|(?:sales )?returns?|refund|credit note|credit memo)(?:单|单据)?{_ID}", "order_id"),
    (f"(?:payment|paid|receipt|received|回款|收款|到账|付款){_DAY}", "payment_date"),
    (f"(?:invoice|billing|bill|开票|发票){_DAY}", "invoice_date"),
    (r"(?:quantity|qty)(?: \w+)?|\w+ (?:quantity|qty)|.{1,4}数量", "quantity"),
    (r"(?:unit|net|selling|sale|sales) ?price(?: each)?|price (?:each|per unit)|.{1,4}单价", "unit_price"),
    (r"(?:list|catalog|catalogue|gross|standard|base|msrp) ?price", "list_price"),
    (r"(?:net |total |line |order |invoice |sales )+(?:amount|value|sales|revenue)", "amount"),
    (r"(?:total )?(?:returned|returns?|refunded|refund|credit note) (?:amount|value|sum)", "amount"),
    (r"(?:退货|退款|退回|退单)(?:总)?(?:金额|额|款)", "amount"),
    (r".{0,6}(?:销售额|销售金额|成交额|支付金额|实付金额|消费金额)", "amount"),
    (r".{0,4}(?:含税金额|价税合计|含税总额).{0,2}", "amount_with_tax"),
    (r"(?:sales|account|customer|responsible) ?(?:rep|representative|manager|person|agent|employee)"
     r"(?: ?(?:employee)?(?: ?(?:id|number|name|key|code))?)?", "owner"),
    (r".{0,4}(?:业务员|销售员|客户经理|负责人).{0,2}", "owner"),
)
_COMPILED = tuple((re.compile(f"^(?:{pattern})$"), field) for pattern, field in _PATTERNS)
_FOREIGN = re.compile(
    r"^(?:supplier|vendor|shipper|carrier|employee|staff|office|warehouse|plant|territory|region|promotion|geography"
    r"|department|manager|currency|organization|scenario|sales quota|fact call center|call center"
    r"|供应商|员工|职员|仓库|部门|承运商|物流|组织)(?: alternate)?" + _ID + "$"
)
_MEASURE = re.compile(
    r"重量|毛重|净重|体积|里程|公里|面积|长度|宽度|高度|工时|时长|温度|浓度|吨|千克|公斤|立方|平方"
    r"|\b(?:gross |net )?weight\b|\bvolume\b|\bmileage\b|\bdistance\b"
    r"|\b(?:length|width|height|depth|area|hours|minutes|temperature|latitude|longitude)\b"
    r"|\b(?:kg|kgs|lbs|km|cbm|m2|m3|sqm|lat|lon|lng)\b"
)
_LEADING_NOISE = ("english ", "the ", "my ", "t ", "f ", "dim ", "fact ",
                  "order lines ", "invoice lines ", "lineitem ")
_NO_SALE = re.compile(
    r"借方|贷方|借项|贷项|预算|计划|目标|指标|预测|预计"
    r"|\b(?:debit|credit(?! note| memo)|budget|forecast|target|planned|plan|quota)\b"
)
_SUPPLIER = re.compile(r"^(?:supplier|vendor|供应商|供货商|供货单位|供货方|供方|厂商)"
                       r"(?: ?(?:id|number|code|name|编号|编码|代码|名称|简称))?$")
_CUSTOMER = re.compile(r"customer|client|account|sold to|ship to|bill to|debtor|consumer"
                       r"|客户|顾客|会员|购货|收货|经销|买家")


def field_by_parts(words: str) -> str | None:
    """The field that the parts of a normalised header name, or None.

    >>> [field_by_parts(name) for name in ("reseller key", "english product name", "顾客编号", "customer po number")]
    ['account_id', 'product_name', 'account_id', None]
    """
    bare = without_noise(words)
    return next((field for pattern, field in _COMPILED if pattern.match(bare)), None)


def names_a_measure(header: str) -> bool:
    """Whether the header names a weight, a length, a time, a place on the map: figures with fractions, but no money."""
    return bool(_MEASURE.search(split_words(header)))


def names_no_sale(header: str) -> bool:
    """Whether the header names a sum that is nobody's purchase: a side of a ledger, a budget, a forecast, a target.

    >>> [names_no_sale(name) for name in ("贷方金额", "预算金额", "Sales Budget", "Credit note amount", "销售金额")]
    [True, True, True, False, False]
    """
    return bool(_NO_SALE.search(split_words(header)))


def values_stock(header: str) -> bool:
    """Whether the header is the value of what lies in a warehouse."""
    return bool(re.search(r"(?:库存|结存|期末)(?:金额|总额|成本|价值)|\b(?:stock|inventory) (?:value|amount|cost)\b",
                          split_words(header)))


def is_ledger(header: Sequence[str]) -> bool:
    """Whether sums stand on two sides: what was sold on the one, what was paid on the other."""
    words = [split_words(name) for name in header]
    return any(re.search(r"借方|\bdebit\b", each) for each in words) and any(
        re.search(r"贷方|\bcredit\b(?! limit| note| memo| terms)", each) for each in words)


def names_a_supplier(header: str) -> bool:
    """Whether the header names who sold to us."""
    return bool(_SUPPLIER.match(split_words(header)))


def names_a_customer(header: str) -> bool:
    """Whether the header names who buys from us; a buyer may be our own purchaser."""
    return bool(_CUSTOMER.search(split_words(header)))


def is_carriers_customer(header: str) -> bool:
    """Whether the header names who has goods carried: only carriers have such customers, and freight is what they sell.

    >>> [is_carriers_customer(name) for name in ("托运单位", "Consignor", "收货单位", "客户")]
    [True, True, False, False]
    """
    return bool(re.search(r"托运|\bconsignor\b", split_words(header)))


def without_noise(words: str) -> str:
    """The normalised header without what data warehouses put before names."""
    for noise in _LEADING_NOISE:
        if words.startswith(noise):
            return words[len(noise):]
    return words


def names_another_entity(words: str) -> bool:
    """Whether the header is the number of somebody who is no customer: a supplier, an employee, an office."""
    return bool(_FOREIGN.match(without_noise(words)))
