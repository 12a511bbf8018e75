-- purpose: how many accounts have a flag to act on
-- one row is: the accounts a viewer sees; parameters: $owners (null: everybody's)
select count(*) as accounts
from mart.review_place
where
    urgency = 1
    and (cast($owners as varchar[]) is null or list_contains(cast($owners as varchar[]), owner))
