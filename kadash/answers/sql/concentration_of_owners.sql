-- purpose: what each account brought in the last 12 months, for a viewer who sees the accounts of some owners
-- one row is: an account with orders; parameters: $owners, $measure (contribution or revenue)
-- columns: amount (null where unknown)
select cast(case $measure when 'revenue' then revenue_12m else contribution_12m end as double) as amount
from mart.account
where
    first_order is not null
    and list_contains(cast($owners as varchar[]), owner)
