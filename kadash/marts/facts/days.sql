-- days: what every account bought on every day.
-- one row is: an account from $first on and before $end, and a day with order lines
-- reads: mart.account_day, account_number
-- columns: money in ten-thousandths, so that sums are exact
--   account, day      number of the account, less $first; days since 1970-01-01
--   orders, revenue, largest_order, gap_days, revenue_per_day   as in mart.account_day, 0 where null
select
    numbers.account - cast($first as integer) as account,
    cast(date_diff('day', date '1970-01-01', days.day) as integer) as day,
    cast(days.orders as integer) as orders,
    cast(days.revenue * 1e4 as bigint) as revenue,
    cast(days.largest_order * 1e4 as bigint) as largest_order,
    cast(coalesce(days.gap_days, 0) as integer) as gap_days,
    coalesce(days.revenue_per_day, 0) as revenue_per_day
from mart.account_day as days
inner join account_number as numbers
    on days.account_id = numbers.account_id
where numbers.account >= $first
    and numbers.account < $end
