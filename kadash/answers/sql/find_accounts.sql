-- purpose: accounts whose name or number holds a text
-- one row is: an account; parameters: $wanted; columns: account_id, account_name, owner
with matching as (
    select
        account_id,
        account_name,
        owner,
        revenue_12m,
        case
            when lower(account_id) = lower($wanted) then 1
            when starts_with(lower(account_name), lower($wanted)) or starts_with(lower(account_id), lower($wanted)) then 2
            else 3
        end as match_rank
    from mart.account
    where contains(lower(account_name), lower($wanted)) or contains(lower(account_id), lower($wanted))
)

select
    account_id,
    account_name,
    owner
from matching
order by match_rank, revenue_12m desc nulls last, account_id
limit 1000
