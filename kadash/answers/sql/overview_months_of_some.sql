-- purpose: W and the year before, month by month, for a viewer who sees some accounts
-- one row is: a month with orders or costs, oldest first
-- parameters: $first_day (of the year before), $last_day (of W), whose accounts are seen (seen.sql)
-- columns: month (its first day), revenue, contribution (null where no cost is known)
select
    months.month,
    cast(sum(months.revenue) as double) as revenue,
    cast(sum(months.contribution) as double) as contribution
from mart.account_month as months
inner join mart.account as account on months.account_id = account.account_id
where
    months.month between $first_day and $last_day
    and seen(account)
group by months.month
order by months.month
