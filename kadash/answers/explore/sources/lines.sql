-- purpose: order lines as they count, up to the as-of day
-- one row is: an order line
-- parameters: $as_of, $stand_in_margin_rate (null: a line without cost has none)
-- columns: product: its number, or its name where it has none, as in mart.account_product_month; discount: list value less
--   amount, null without a list value; margin: amount less cost, null where no cost is known
select
    account_id,
    order_id,
    line_no,
    order_date,
    coalesce(product_id, product_name) as product,
    product_id,
    product_name,
    category,
    custom,
    owner as line_owner,
    status,
    promised_date,
    delivered_date,
    amount,
    quantity,
    unit_price,
    list_price,
    list_value,
    case when list_value <> 0 then list_value - amount end as discount,
    coalesce(cost, cast(amount * (1 - cast($stand_in_margin_rate as double)) as decimal(18, 4))) as cost,
    amount - coalesce(cost, cast(amount * (1 - cast($stand_in_margin_rate as double)) as decimal(18, 4))) as margin,
    freight,
    commission,
    rebate,
    date_diff('day', order_date, delivered_date) as days_to_deliver,
    source_id,
    source_row
from core.order_line
where order_date <= $as_of
