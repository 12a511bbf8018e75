-- purpose: who stood in which layer of a scheme on two days
-- one row is: an account that moved; or, without account_id, the accounts that stayed in a layer, together
-- parameters: $scheme, $path (of the scheme in the JSON of layers), $before (a month-end), $now (a later one; null: the present),
--   $owners, $regions, $industries, $groups (empty: any)
-- columns: account_id, account_name, owner, from_layer, to_layer (null: not there on that day), accounts, and of the 12 months
--   before either day: contribution_then, contribution_now, revenue_then, revenue_now (null where unknown)
with
then_there as (
    select
        account_id,
        json_extract_string(layers, $path) as layer,
        contribution_12m,
        revenue_12m
    from mart.account_history
    where month_end = cast($before as date)
),

now_there as (
    select
        account_id,
        json_extract_string(layers, $path) as layer,
        contribution_12m,
        revenue_12m
    from mart.account_history
    where month_end = cast($now as date)
    union all
    select
        segment.account_id,
        segment.layer,
        account.contribution_12m,
        account.revenue_12m
    from mart.segment as segment
    inner join mart.account as account on segment.account_id = account.account_id
    where cast($now as date) is null and segment.scheme = $scheme
),

placed as (
    select
        coalesce(now_there.account_id, then_there.account_id) as account_id,
        then_there.layer as from_layer,
        now_there.layer as to_layer,
        then_there.contribution_12m as contribution_then,
        now_there.contribution_12m as contribution_now,
        then_there.revenue_12m as revenue_then,
        now_there.revenue_12m as revenue_now
    from then_there
    full join now_there on then_there.account_id = now_there.account_id
),

asked_for as (
    select
        placed.*,
        account.account_name,
        account.owner,
        placed.from_layer is distinct from placed.to_layer as has_moved
    from placed
    inner join mart.account as account on placed.account_id = account.account_id
    where
        among(account)
)

select
    case when has_moved then account_id end as account_id,
    case when has_moved then account_name end as account_name,
    case when has_moved then owner end as owner,
    from_layer,
    to_layer,
    count(*) as accounts,
    cast(sum(contribution_then) as double) as contribution_then,
    cast(sum(contribution_now) as double) as contribution_now,
    cast(sum(revenue_then) as double) as revenue_then,
    cast(sum(revenue_now) as double) as revenue_now
from asked_for
group by 1, 2, 3, from_layer, to_layer
order by 1
