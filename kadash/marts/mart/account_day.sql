-- mart.account_day: what rhythm, one-shot share and activity models read.
-- one row is: an account and a day with order lines, dated at or before as_of
-- parameters: as_of, stand_in_margin_rate (null: a line without cost has none)
-- columns:
--   account_id
--   day
--   orders           orders begun on this day: an order of several days counts on its first (0 on days with only later lines)
--   revenue          net revenue of the day, returns taken off
--   margin           revenue - cost; null where a line with an amount has no cost
--   largest_order    value of the largest order with lines on this day; one of several days counts what it came to so far
--   gap_days         whole days since the purchase before; null on the first purchase and on days without purchase
--   revenue_per_day  revenue a day since the purchase before: half of that one, half of this one, and returns between;
--                    null where gap_days is
-- A purchase is a day with positive net revenue. Nothing here looks ahead, so rows up to an earlier day are those of then.
create or replace table mart.account_day as
with
lines as (
    select
        account_id,
        order_date as day,
        order_id,
        amount,
        coalesce(cost, cast(amount * (1 - cast($stand_in_margin_rate as double)) as decimal(18, 4))) as cost
    from core.order_line
    where order_date <= $as_of
),

-- a line without order number belongs to the order of its account and day
orders as (
    select
        account_id,
        order_id,
        case when order_id is null then day end as unnumbered_day,
        min(day) as first_day,
        max(day) as last_day,
        sum(amount) as revenue,
        sum(cost) as cost,
        count(*) filter (where amount <> 0 and cost is null) as lines_without_cost
    from lines
    group by account_id, order_id, unnumbered_day
),

long_orders as (
    select
        account_id,
        order_id
    from orders
    where first_day < last_day
),

long_order_days as (
    select
        lines.account_id,
        lines.order_id,
        lines.day,
        sum(lines.amount) as revenue,
        sum(lines.cost) as cost,
        count(*) filter (where lines.amount <> 0 and lines.cost is null) as lines_without_cost
    from lines
    inner join long_orders
        on lines.account_id = long_orders.account_id
        and lines.order_id = long_orders.order_id
    group by lines.account_id, lines.order_id, lines.day
),

order_days as (
    select
        account_id,
        first_day as day,
        1 as begun,
        revenue,
        revenue as order_value,
        cost,
        lines_without_cost
    from orders
    where first_day = last_day
    union all
    select
        account_id,
        day,
        case when lag(day) over by_order is null then 1 else 0 end as begun,
        revenue,
        sum(revenue) over by_order as order_value,
        cost,
        lines_without_cost
    from long_order_days
    window by_order as (partition by account_id, order_id order by day)
),

days as (
    select
        account_id,
        day,
        sum(begun) as orders,
        sum(revenue) as revenue,
        case when sum(lines_without_cost) = 0 then sum(revenue) - coalesce(sum(cost), 0) end as margin,
        max(order_value) as largest_order
    from order_days
    group by account_id, day
),

running as (
    select
        *,
        sum(revenue) over (partition by account_id order by day) as revenue_so_far
    from days
),

purchases as (
    select
        *,
        date_diff('day', lag(day) over by_account, day) as gap_days,
        revenue_so_far - lag(revenue_so_far) over by_account + (lag(revenue) over by_account - revenue) / 2 as revenue_in_gap
    from running
    where revenue > 0
    window by_account as (partition by account_id order by day)
),

final as (
    select account_id, day, orders, revenue, margin, largest_order, gap_days, revenue_in_gap from purchases
    union all
    select account_id, day, orders, revenue, margin, largest_order, null, null from running where revenue <= 0
)

select
    account_id,
    day,
    cast(orders as bigint) as orders,
    cast(revenue as decimal(18, 4)) as revenue,
    cast(margin as decimal(18, 4)) as margin,
    cast(largest_order as decimal(18, 4)) as largest_order,
    cast(gap_days as bigint) as gap_days,
    cast(revenue_in_gap as double) / gap_days as revenue_per_day
from final
order by account_id, day;
