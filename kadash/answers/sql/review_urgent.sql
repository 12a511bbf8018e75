-- purpose: how many accounts have a flag to act on
-- one row is: the accounts a viewer sees; parameters: whose accounts are seen (seen.sql)
select count(*) as accounts
from mart.review_place
where
    urgency = 1
    and seen_by_id(review_place)
