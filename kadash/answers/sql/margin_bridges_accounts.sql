-- purpose: the accounts that lost most between two quarters by what is no matter of how much was bought, with their bridges,
--   for a viewer who sees every account
-- one row is: an account with complete costs, those eroded most first
-- parameters: $now_first, $before_first (days), $most (accounts)
-- columns: account_name, owner, region, industry, and those of mart.margin_bridge
with
bridge as (
    select * exclude (quarter_first, before_first, lacks_cost)
    from mart.margin_bridge
    where quarter_first = $now_first
        and before_first = $before_first
        and not lacks_cost
    order by eroded, account_id
    limit $most
)

select
    account.account_name,
    account.owner,
    account.region,
    account.industry,
    bridge.*
from bridge
inner join mart.account as account
    on bridge.account_id = account.account_id
order by bridge.eroded, bridge.account_id
