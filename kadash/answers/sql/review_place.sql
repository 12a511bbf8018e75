-- purpose: where an account stands in the order of reviews, and its neighbours, for a viewer who sees every account
-- one row is: the account; parameters: $account_id
select
    place,
    accounts as of,
    previous_id,
    next_id,
    urgency < 4 as is_flagged
from mart.review_place
where account_id = $account_id
