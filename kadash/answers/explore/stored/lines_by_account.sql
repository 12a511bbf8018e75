-- purpose: order lines, summed at the load over the months of accounts
-- one row is: an account and a month
-- columns: as in lines_by_month.sql
select
    account_id,
    month as order_date,
    lines,
    revenue as amount,
    revenue as amount_with_cost,
    margin,
    orders
from mart.account_month
where lines > 0
