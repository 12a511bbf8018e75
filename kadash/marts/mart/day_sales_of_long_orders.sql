-- day_sales_of_long_orders: what an account's orders of a day come to, where orders may have lines on several days. A step of
-- account_day.sql, in the place of day_sales.sql.
-- one row is: an account and a day with order lines, dated at or before as_of
-- reads: core.order_line
-- parameters: as_of, stand_in_margin_rate (null: a line without cost has none)
-- columns: account_id, day, orders, revenue, margin, largest_order (as in account_day.sql); crowded_day: as in crowded_day.sql
create or replace temp table day_sales as
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
)

select
    account_id,
    day,
    sum(begun) as orders,
    sum(revenue) as revenue,
    case when sum(lines_without_cost) = 0 then sum(revenue) - coalesce(sum(cost), 0) end as margin,
    max(order_value) as largest_order
from order_days
group by account_id, day
order by account_id, day;

create or replace temp table crowded_day as
select
    account_id,
    day,
    largest_order
from day_sales
where largest_order <> revenue;
