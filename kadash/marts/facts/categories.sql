-- categories: what every account bought of every category in every month.
-- one row is: an account, a category and a month, lines without category left out
-- reads: mart.account_category_month, account_number
-- columns: money in ten-thousandths, so that sums are exact
--   account, month    number of the account; months since year 0
--   category          number of the category (category_names.sql)
--   revenue, days     as in mart.account_category_month
--   margin            0 where not known
--   without_cost      1 where the margin is not known
--   first_day, last_day   days since 1970-01-01; far ahead and -1 where nothing was purchased
with
category_number as (
    select
        category,
        cast(row_number() over (order by category) - 1 as integer) as number
    from (select distinct category from mart.account_category_month where category is not null)
)

select
    numbers.account,
    category_number.number as category,
    cast(year(months.month) * 12 + month(months.month) - 1 as integer) as month,
    cast(months.revenue * 10000 as bigint) as revenue,
    cast(coalesce(months.margin, 0) * 10000 as bigint) as margin,
    cast(months.margin is null as tinyint) as without_cost,
    cast(months.days as tinyint) as days,
    cast(coalesce(date_diff('day', date '1970-01-01', months.first_day), 9999999) as integer) as first_day,
    cast(coalesce(date_diff('day', date '1970-01-01', months.last_day), -1) as integer) as last_day
from mart.account_category_month as months
inner join account_number as numbers
    on months.account_id = numbers.account_id
inner join category_number
    on months.category = category_number.category
