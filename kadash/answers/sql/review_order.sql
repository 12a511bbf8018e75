-- purpose: who wants a review most: what is flagged first, and of that what has most money at stake
-- one row is: an account, first first; parameters: $owners (null: everybody's), $most
select
    account_id,
    account_name,
    owner,
    urgency,
    flags,
    at_stake,
    value_tier
from mart.review_place
where cast($owners as varchar[]) is null or list_contains(cast($owners as varchar[]), owner)
order by place
limit $most
