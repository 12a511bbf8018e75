-- purpose: the accounts with revenue that cost more than they bring, and what they cost
-- one row is: the accounts a viewer sees; parameters: $owners (null: everybody's)
-- columns: known (whether the contribution of any is known), losers, loss (above 0)
select
    count(contribution_12m) > 0 as known,
    cast(coalesce(sum(below_zero), 0) as bigint) as losers,
    cast(coalesce(-sum(below_zero_contribution), 0) as double) as loss
from mart.portfolio_year
where cast($owners as varchar[]) is null or list_contains(cast($owners as varchar[]), owner)
