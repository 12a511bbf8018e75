-- purpose: what each account brought in the last 12 months, of the accounts asked for
-- one row is: an account with orders
-- parameters: $measure (contribution or revenue), $owners_seen (null: everybody's), $owners, $regions, $industries, $groups (empty: any)
-- columns: amount (null where unknown)
select cast(case $measure when 'revenue' then revenue_12m else contribution_12m end as double) as amount
from mart.account
where
    first_order is not null
    and (cast($owners_seen as varchar[]) is null or list_contains(cast($owners_seen as varchar[]), owner))
    and (len(cast($owners as varchar[])) = 0 or list_contains(cast($owners as varchar[]), owner))
    and (len(cast($regions as varchar[])) = 0 or list_contains(cast($regions as varchar[]), region))
    and (len(cast($industries as varchar[])) = 0 or list_contains(cast($industries as varchar[]), industry))
    and (len(cast($groups as varchar[])) = 0 or list_contains(cast($groups as varchar[]), coalesce(parent_id, account_id)))
