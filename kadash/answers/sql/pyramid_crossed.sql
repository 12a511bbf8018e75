-- purpose: how many accounts stand in a layer of one scheme and in a layer of another, and what they bring
-- one row is: two layers that occur together
-- parameters: $scheme, $other_scheme, $owners, $regions, $industries, $groups (empty: any)
-- columns: layer (of $scheme), other_layer (of $other_scheme), accounts, and sums over them: revenue_12m, contribution_12m (null where none is known)
select
    first.layer,
    other.layer as other_layer,
    count(*) as accounts,
    cast(sum(account.revenue_12m) as double) as revenue_12m,
    cast(sum(account.contribution_12m) as double) as contribution_12m
from mart.account as account
inner join mart.segment as first on account.account_id = first.account_id and first.scheme = $scheme
inner join mart.segment as other on account.account_id = other.account_id and other.scheme = $other_scheme
where
    among(account)
group by first.layer, other.layer
order by first.layer, other.layer
