-- purpose: which accounts a table that is taken away tells of, for the trail
-- one row is: an account of which $cells has the number or the name
-- parameters: $cells
-- columns: account_id
with
cell as (
    select distinct unnest($cells::varchar[]) as text
),

final as (
    select account_id
    from mart.account
    where seen(account) and (account_id in (select text from cell) or account_name in (select text from cell))
)

select account_id
from final
order by account_id
