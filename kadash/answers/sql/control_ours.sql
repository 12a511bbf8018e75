-- purpose: our total of a month, to hold against another system's
-- one row is: a month with order lines up to the as-of date
select
    month,
    cast(round(sum(revenue), 2) as decimal(38, 2)) as revenue
from mart.account_month
group by month
order by month
