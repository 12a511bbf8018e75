-- purpose: the whale curve, for a viewer who sees every account
-- one row is: one of at most 200 steps down the accounts, best first
-- parameters: $measure (contribution or revenue, of W)
-- columns: accounts (down to this step), amount (what they make together)
select
    accounts,
    cast(amount as double) as amount
from mart.whale_curve
where measure = $measure
order by step
