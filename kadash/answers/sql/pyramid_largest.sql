-- purpose: the accounts that bring most, for what would be left without them
-- one row is: one of the $most first accounts with orders, those that bring most first
-- parameters: $measure (contribution or revenue), $most, $owners, $regions, $industries, $groups (empty: any)
-- columns: account_id, account_name, owner, revenue_12m, contribution_12m, current_value, amount (the measure of W)
select
    account.account_id,
    account.account_name,
    account.owner,
    cast(account.revenue_12m as double) as revenue_12m,
    cast(account.contribution_12m as double) as contribution_12m,
    value.current_value,
    cast(case $measure when 'revenue' then account.revenue_12m else account.contribution_12m end as double) as amount
from mart.account as account
left join mart.value as value on account.account_id = value.account_id
where
    account.first_order is not null
    and among(account)
order by amount desc nulls last, account.account_id
limit $most
