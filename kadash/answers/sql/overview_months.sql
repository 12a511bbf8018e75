-- purpose: W and the year before, month by month, for a viewer who sees every account
-- one row is: a month with orders or costs, oldest first
-- parameters: $first_day (of the year before), $last_day (of W)
-- columns: month (its first day), revenue, contribution (null where no cost is known)
select
    month,
    cast(revenue as double) as revenue,
    cast(contribution as double) as contribution
from mart.portfolio_month
where month between $first_day and $last_day
order by month
