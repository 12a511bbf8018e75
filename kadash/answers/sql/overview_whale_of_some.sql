-- purpose: the whale curve, for a viewer who sees some accounts
-- one row is: one of at most 200 steps down the accounts, best first
-- parameters: $measure (contribution or revenue, of W), whose accounts are seen (seen.sql)
-- columns: accounts (down to this step), amount (what they make together)
with
amounts as (
    select
        account_id,
        cast(case $measure when 'revenue' then revenue_12m else contribution_12m end as double) as amount
    from mart.account
    where first_order is not null and seen(account)
),

ranked as (
    select
        row_number() over (order by amount desc, account_id) as place,
        count(*) over () as all_accounts,
        amount
    from amounts
    where amount is not null
),

steps as (
    select
        cast(ceil(place * 200.0 / all_accounts) as bigint) as step,
        max(place) as accounts,
        sum(amount) as amount
    from ranked
    group by step
)

select
    accounts,
    sum(amount) over (order by step) as amount
from steps
order by step
