-- days_before: what the days from a day on need of those before it. A step of account_day.sql where days are carried on.
-- one row of day_sales is then: as in day_sales.sql, and before them the last purchase of each of these accounts and the
--   days without purchase since
-- reads: day_sales, mart.account_day
-- parameters: first_day
create or replace temp table days_before as
with
last_purchase as (
    select
        account_id,
        max(day) as day
    from mart.account_day
    semi join day_sales using (account_id)
    where day < $first_day and revenue > 0
    group by account_id
)

select
    days.account_id,
    days.day,
    days.orders,
    days.revenue,
    days.margin
from mart.account_day as days
inner join last_purchase
    on days.account_id = last_purchase.account_id
    and days.day >= last_purchase.day
where days.day < $first_day;

create or replace temp table day_sales as
select
    account_id,
    day,
    orders,
    revenue,
    margin
from (
    select account_id, day, orders, revenue, margin from day_sales
    union all
    select account_id, day, orders, revenue, margin from days_before
)
order by account_id, day;

drop table days_before;
