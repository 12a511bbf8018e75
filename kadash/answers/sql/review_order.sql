-- purpose: who wants a review most: what is flagged first, and of that what has most money at stake
-- one row is: an account, first first; parameters: $most, whose accounts are seen (seen.sql)
select
    account_id,
    account_name,
    owner,
    urgency,
    flags,
    at_stake,
    value_tier
from mart.review_place
where seen_by_id(review_place)
order by place
limit $most
