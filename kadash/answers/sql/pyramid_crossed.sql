-- purpose: how many accounts stand in a layer of one scheme and in a layer of another, and what they bring
-- one row is: two layers that occur together
-- parameters: $scheme, $other_scheme, $owners_seen (null: everybody's), $owners, $regions, $industries, $groups (empty: any)
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
    true
    and (cast($owners_seen as varchar[]) is null or list_contains(cast($owners_seen as varchar[]), account.owner))
    and (len(cast($owners as varchar[])) = 0 or list_contains(cast($owners as varchar[]), account.owner))
    and (len(cast($regions as varchar[])) = 0 or list_contains(cast($regions as varchar[]), account.region))
    and (len(cast($industries as varchar[])) = 0 or list_contains(cast($industries as varchar[]), account.industry))
    and (len(cast($groups as varchar[])) = 0 or list_contains(cast($groups as varchar[]), coalesce(account.parent_id, account.account_id)))
group by first.layer, other.layer
order by first.layer, other.layer
