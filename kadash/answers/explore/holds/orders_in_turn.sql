-- purpose: whether the lines of every order stand together in core.order_line, so that an order begins once
-- one row is: the company
with
begun as (
    select
        account_id is distinct from lag(account_id) over ()
        or coalesce(order_id, cast(day as varchar)) is distinct from lag(coalesce(order_id, cast(day as varchar))) over ()
            as begins
    from mart.counted_line
)

select count(*) filter (where begins) = (select sum(orders) from mart.account_day) as holds
from begun
