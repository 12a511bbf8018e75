-- purpose: what each account brought in the last 12 months, of the accounts asked for
-- one row is: an account with orders
-- parameters: $measure (contribution or revenue), $owners, $regions, $industries, $groups (empty: any)
-- columns: amount (null where unknown)
select cast(case $measure when 'revenue' then revenue_12m else contribution_12m end as double) as amount
from mart.account as account
where
    first_order is not null
    and among(account)
