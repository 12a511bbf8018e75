-- purpose: accounts whose name or number holds a text
-- one row is: an account, best match first; parameters: $wanted, $most, whose accounts are seen (seen.sql)
-- columns: account_id, account_name
with matching as (
    select
        account_id,
        account_name,
        revenue_12m,
        case
            when lower(account_id) = lower($wanted) then 1
            when starts_with(search, lower($wanted)) or starts_with(lower(account_id), lower($wanted)) then 2
            else 3
        end as match_rank
    from mart.account_list
    where
        contains(search, lower($wanted))
        and seen(account_list)
)

select
    account_id,
    account_name
from matching
order by match_rank, revenue_12m desc nulls last, account_id
limit $most
