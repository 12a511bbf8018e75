-- purpose: what an account brought in the full months since a past review
-- one row is: the account; parameters: $account_id, $first_month, $last_day
-- columns: revenue, contribution (null where unknown), orders
select
    cast(coalesce(sum(revenue), 0) as double) as revenue,
    case when count(*) = count(contribution) then cast(coalesce(sum(contribution), 0) as double) end as contribution,
    coalesce(sum(orders), 0) as orders
from mart.account_month
where account_id = $account_id and month >= $first_month and month <= $last_day
