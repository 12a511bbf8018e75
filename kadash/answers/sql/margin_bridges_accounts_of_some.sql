-- purpose: the accounts asked for that lost most between two quarters by what is no matter of how much was bought
-- one row is: an account with complete costs, those eroded most first
-- parameters: $now_first, $before_first (days), $most (accounts), $owners, $regions, $industries, $groups (among.sql)
-- columns: account_name, owner, region, industry, and those of mart.margin_bridge
select
    account.account_name,
    account.owner,
    account.region,
    account.industry,
    bridge.* exclude (quarter_first, before_first, lacks_cost)
from mart.margin_bridge as bridge
inner join mart.account as account
    on bridge.account_id = account.account_id
where bridge.quarter_first = $now_first
    and bridge.before_first = $before_first
    and not bridge.lacks_cost
    and among(account)
order by bridge.eroded, bridge.account_id
limit $most
