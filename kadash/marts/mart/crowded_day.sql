-- crowded_day: the largest order of days with several. A step of account_day.sql.
-- one row is: an account and a day with several orders, each with its lines on one day
-- reads: day_sales, core.order_line
-- columns: account_id, day, largest_order (as in account_day.sql)
create or replace temp table crowded_day as
with
orders as (
    select
        lines.account_id,
        lines.order_date as day,
        lines.order_id,
        sum(lines.amount) as revenue
    from core.order_line as lines
    inner join day_sales
        on lines.account_id = day_sales.account_id
        and lines.order_date = day_sales.day
    where day_sales.orders > 1
    group by lines.account_id, lines.order_date, lines.order_id
)

select
    account_id,
    day,
    max(revenue) as largest_order
from orders
group by account_id, day;
