-- day_sales: what an account's orders of a day come to, where every order has its lines on one day. A step of account_day.sql.
-- one row is: an account and a day with order lines, dated at or before as_of; in the order of core.order_line
-- reads: core.order_line (in its order: the lines of an order and a day stand together)
-- parameters: as_of, stand_in_margin_rate (null: a line without cost has none)
-- columns: account_id, day, orders, revenue, margin as in account_day.sql, and
--   orders_again  of the orders, with a number not above the one before: only these can have been there on an earlier day
-- Sums run over all lines, and their differences from one day's last line to the next are those of the day: the lines stand in
-- order, so nothing is grouped or sorted.
create or replace temp table day_sales as
with
lines as (
    select
        account_id,
        order_date as day,
        amount,
        coalesce(cost, cast(amount * (1 - cast($stand_in_margin_rate as double)) as decimal(18, 4))) as cost,
        account_id is distinct from lag(account_id) over () or order_date is distinct from lag(order_date) over () as begins_day,
        order_id is distinct from lag(order_id) over () as begins_order,
        order_id is not null
        and account_id = lag(account_id) over ()
        and (order_id <= lag(order_id) over () or lag(order_id) over () is null) as may_return
    from core.order_line
    where order_date <= $as_of
),

running as (
    select
        account_id,
        day,
        sum(amount) over (rows between unbounded preceding and current row) as revenue,
        sum(cost) over (rows between unbounded preceding and current row) as cost,
        count(*) filter (where amount <> 0 and cost is null)
        over (rows between unbounded preceding and current row) as lines_without_cost,
        count(*) filter (where begins_day or begins_order)
        over (rows between unbounded preceding and current row) as orders,
        count(*) filter (where (begins_day or begins_order) and may_return)
        over (rows between unbounded preceding and current row) as orders_again,
        lead(begins_day, 1, true) over () as ends_day
    from lines
),

day_ends as (
    select
        account_id,
        day,
        revenue - lag(revenue, 1, 0) over () as revenue,
        coalesce(cost, 0) - coalesce(lag(cost) over (), 0) as cost,
        lines_without_cost - lag(lines_without_cost, 1, 0) over () as lines_without_cost,
        orders - lag(orders, 1, 0) over () as orders,
        orders_again - lag(orders_again, 1, 0) over () as orders_again
    from running
    where ends_day
)

select
    account_id,
    day,
    orders,
    orders_again,
    revenue,
    case when lines_without_cost = 0 then revenue - cost end as margin
from day_ends;
