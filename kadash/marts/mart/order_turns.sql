-- mart.order_turns: whether the lines of an order stand together, so that a question knows when orders add up.
-- one row is: the company
-- reads: mart.counted_line (in its order), mart.portfolio_month
-- columns:
--   in_turn   every order begins once in the order of the lines: as often as mart.account_month counts orders
--   in_month  and none has lines in two months
set preserve_insertion_order = true;

create or replace table mart.order_turns as
with
lines as (
    select
        account_id is distinct from lag(account_id) over ()
        or coalesce(order_id, cast(day as varchar)) is distinct from lag(coalesce(order_id, cast(day as varchar))) over ()
            as begins,
        date_trunc('month', day) is distinct from date_trunc('month', lag(day) over ()) as begins_month
    from mart.counted_line
),

begun as (
    select
        count(*) filter (where begins) as orders,
        count(*) filter (where begins or begins_month) as order_months
    from lines
),

final as (
    select
        begun.orders,
        begun.order_months,
        (select coalesce(sum(orders), 0) from mart.portfolio_month) as orders_counted
    from begun
)

select
    orders = orders_counted as in_turn,
    order_months = orders_counted as in_month
from final;

set preserve_insertion_order = false;
