-- purpose: accounts that cost more than they bring, with what would bring each to zero
-- one row is: an account in layer bz of the customer class; parameters: $owners, $regions, $industries, $groups (among.sql)
-- columns: account_id, account_name, owner, revenue_12m, contribution_12m, reason (JSON of mart.segment: to_zero holds the numbers)
select
    account.account_id,
    account.account_name,
    account.owner,
    cast(account.revenue_12m as double) as revenue_12m,
    cast(account.contribution_12m as double) as contribution_12m,
    segment.reason
from mart.segment as segment
inner join mart.account as account using (account_id)
where
    segment.scheme = 'customer_class'
    and segment.layer = 'bz'
    and among(account)
order by account.contribution_12m, account.account_id
