-- mart.account_day: what rhythm, one-shot share and activity models read.
-- one row is: an account and a day with order lines, dated at or before as_of
-- reads: day_sales (of day_sales.sql or day_sales_of_long_orders.sql; in its order: sorted by account and day), crowded_day
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
-- Sums run over all accounts, and their differences count only inside one: sorted once, days need no window of their own.
-- Purchases stand first, by account and day, then days without purchase, which are few: to sort both again takes a third more.
create or replace table mart.account_day as
with
running as (
    select
        *,
        sum(revenue) over (rows between unbounded preceding and current row) as revenue_so_far
    from day_sales
),

purchases as (
    select
        *,
        case when account_id = lag(account_id) over () then date_diff('day', lag(day) over (), day) end as gap_days,
        cast(revenue_so_far - lag(revenue_so_far) over () as double)
        + cast(lag(revenue) over () - revenue as double) / 2 as revenue_in_gap
    from running
    where revenue > 0
),

final as (
    select account_id, day, orders, revenue, margin, gap_days, revenue_in_gap from purchases
    union all
    select account_id, day, orders, revenue, margin, null, null from running where revenue <= 0
)

select
    final.account_id,
    final.day,
    cast(final.orders as bigint) as orders,
    cast(final.revenue as decimal(18, 4)) as revenue,
    cast(final.margin as decimal(18, 4)) as margin,
    cast(coalesce(crowded_day.largest_order, final.revenue) as decimal(18, 4)) as largest_order,
    cast(final.gap_days as bigint) as gap_days,
    final.revenue_in_gap / final.gap_days as revenue_per_day
from final
left join crowded_day
    on final.account_id = crowded_day.account_id
    and final.day = crowded_day.day;

drop table day_sales;

drop table crowded_day;
