-- day_sales: what an account's orders of a day come to, where every order has its lines on one day. A step of account_day.sql.
-- one row is: an account and a day with order lines, dated at or before as_of
-- reads: day_total, core.order_line
-- columns: account_id, day, orders, revenue, margin, largest_order (as in account_day.sql)
create or replace temp table day_sales as
with
crowded_orders as (
    select
        lines.account_id,
        lines.order_date as day,
        lines.order_id,
        sum(lines.amount) as revenue
    from core.order_line as lines
    inner join day_total
        on lines.account_id = day_total.account_id
        and lines.order_date = day_total.day
    where day_total.orders > 1
    group by lines.account_id, lines.order_date, lines.order_id
),

crowded_days as (
    select
        account_id,
        day,
        max(revenue) as largest_order
    from crowded_orders
    group by account_id, day
)

select
    day_total.account_id,
    day_total.day,
    day_total.orders,
    day_total.revenue,
    day_total.margin,
    coalesce(crowded_days.largest_order, day_total.revenue) as largest_order
from day_total
left join crowded_days
    on day_total.account_id = crowded_days.account_id
    and day_total.day = crowded_days.day
order by day_total.account_id, day_total.day;
