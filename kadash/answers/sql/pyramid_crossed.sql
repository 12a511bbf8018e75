-- purpose: how many accounts stand in a layer of one scheme and in a layer of another, and what they bring
-- one row is: two layers that occur together
-- parameters: $scheme, $other_scheme, $owners, $regions, $industries, $groups (empty: any)
-- columns: layer (of $scheme), other_layer (of $other_scheme), accounts, and sums over them: revenue_12m, contribution_12m (null where none is known)
with
together as (
    select
        layers,
        count(*) as accounts,
        sum(revenue_12m) as revenue_12m,
        sum(contribution_12m) as contribution_12m
    from mart.account_list
    where among_by_id(account_list)
    group by layers
),

parted as (
    select
        split_part(split_part(layers, '|' || $scheme || ':', 2), '|', 1) as layer,
        split_part(split_part(layers, '|' || $other_scheme || ':', 2), '|', 1) as other_layer,
        accounts,
        revenue_12m,
        contribution_12m
    from together
)

select
    layer,
    other_layer,
    cast(sum(accounts) as bigint) as accounts,
    cast(sum(revenue_12m) as double) as revenue_12m,
    cast(sum(contribution_12m) as double) as contribution_12m
from parted
where
    layer <> ''
    and other_layer <> ''
group by layer, other_layer
order by layer, other_layer
