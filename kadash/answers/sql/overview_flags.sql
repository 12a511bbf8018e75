-- purpose: what is flagged, and how much money is at stake
-- one row is: a flag that an account has
-- parameters: whose accounts are seen (seen.sql)
-- columns:
--   flag, accounts
--   revenue        revenue of W
--   loss           contribution of W, below zero
--   yearly         revenue a year while they bought
--   open_money     open invoices
--   largest_orders the largest order of each
select
    flag,
    cast(sum(accounts) as bigint) as accounts,
    cast(sum(revenue_12m) as double) as revenue,
    cast(sum(contribution_12m) as double) as loss,
    sum(revenue_year) as yearly,
    cast(sum(open_receivable) as double) as open_money,
    cast(sum(largest_order) as double) as largest_orders
from mart.flag_year
where seen(flag_year)
group by flag
