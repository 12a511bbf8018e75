-- purpose: accounts by day, with the figures of mart.account_day
-- one row is: an account and a day with order lines
select
    account_id,
    day,
    orders,
    revenue,
    margin,
    largest_order,
    gap_days
from mart.account_day
