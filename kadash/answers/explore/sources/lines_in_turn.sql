-- purpose: lines with the number of their order, which holds where the lines of an order stand together (orders_in_turn)
-- one row is: an order line
-- reads: lines (of the source of this name, in the order of core.order_line)
-- columns: as in lines, and order_number: without gaps
with
begun as (
    select
        *,
        account_id is distinct from lag(account_id) over ()
        or coalesce(order_id, cast(order_date as varchar))
        is distinct from lag(coalesce(order_id, cast(order_date as varchar))) over () as begins
    from lines
)

select
    *,
    sum(cast(begins as bigint)) over (rows between unbounded preceding and current row) as order_number
from begun
