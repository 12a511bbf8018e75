-- purpose: how many accounts make half: what the best ones make, one by one
-- one row is: one of the $most best accounts, best first
-- parameters: $owners (null: everything), $measure (contribution or revenue, of W), $most
-- columns: amount
select cast(case $measure when 'revenue' then revenue_12m else contribution_12m end as double) as amount
from mart.account
where
    first_order is not null
    and amount is not null
    and (cast($owners as varchar[]) is null or list_contains(cast($owners as varchar[]), owner))
order by amount desc
limit $most
