-- mart.whale_curve: how few accounts make the money, in at most 200 steps whatever the number of accounts.
-- one row is: a measure and a step down the accounts, best first
-- reads: mart.account_amount
-- columns:
--   measure     contribution or revenue, of W; accounts without orders, or whose contribution is unknown, are left out
--   step        1 to 200
--   accounts    accounts down to this step
--   amount      what they make together, reporting currency
--   total       what all make together
--   all_accounts
create or replace table mart.whale_curve as
with
ranked as (
    select
        measure,
        row_number() over (partition by measure order by amount desc, account_id) as place,
        count(*) over (partition by measure) as all_accounts,
        amount
    from mart.account_amount
),

steps as (
    select
        measure,
        cast(ceil(place * 200.0 / all_accounts) as bigint) as step,
        max(place) as accounts,
        any_value(all_accounts) as all_accounts,
        sum(amount) as amount
    from ranked
    group by measure, step
),

final as (
    select
        measure,
        step,
        accounts,
        sum(amount) over (partition by measure order by step) as amount,
        sum(amount) over (partition by measure) as total,
        all_accounts
    from steps
)

select
    measure,
    step,
    accounts,
    cast(amount as decimal(38, 4)) as amount,
    cast(total as decimal(38, 4)) as total,
    all_accounts
from final
order by measure, step;
