-- revenue of accounts between two days: what the naive forecasts carry forward.
-- one row is: an account with order lines on these days
-- parameters: first_day, last_day (both counted)
-- reads: mart.account_day
-- columns: account_id, revenue (net, reporting currency)
select
    account_id,
    cast(sum(revenue) as double) as revenue
from mart.account_day
where day between $first_day and $last_day
group by account_id
