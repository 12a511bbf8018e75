-- mart.counted_line: the order lines that every figure is made of.
-- one row is: a line of an order, dated at or before as_of; the file keeps none of them twice: a view, in the order of
--   core.order_line, so that an account's lines are found in milliseconds
-- reads: core.order_line
-- parameters: as_of, stand_in_margin_rate (null: a line without cost has none); both stand in the view as they were at the load
-- columns: account_id, order_id, category, quantity, amount, freight, commission, rebate, custom as in core.order_line, and
--   product_id  as exported; the product's name where the export has no number
--   day         of the order
--   list_value  list price x quantity; null where there is none or it is 0
--   cost        cost of goods; where the export has none and a margin stands in for it, by that
create or replace view mart.counted_line as
select
    account_id,
    order_id,
    coalesce(product_id, product_name) as product_id,
    category,
    order_date as day,
    quantity,
    amount,
    case when list_value <> 0 then list_value end as list_value,
    coalesce(cost, cast(amount * (1 - cast($stand_in_margin_rate as double)) as decimal(18, 4))) as cost,
    freight,
    commission,
    rebate,
    custom
from core.order_line
where order_date <= $as_of;
