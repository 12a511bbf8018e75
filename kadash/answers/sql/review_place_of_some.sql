-- purpose: where an account stands in the order of reviews, and its neighbours, for a viewer who sees some accounts
-- one row is: the account, none where it is not theirs; parameters: $account_id, whose accounts are seen (seen.sql)
with seen as (
    select
        account_id,
        row_number() over in_order as place,
        count(*) over () as of,
        lag(account_id) over in_order as previous_id,
        lead(account_id) over in_order as next_id,
        urgency < 4 as is_flagged
    from mart.review_place
    where seen_by_id(review_place)
    window in_order as (order by place)
)

select
    place,
    of,
    previous_id,
    next_id,
    is_flagged
from seen
where account_id = $account_id
