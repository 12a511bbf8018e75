-- mart.concentration: the measured 80/20: how few accounts make how much of what all make together.
-- one row is: a measure
-- reads: mart.account_amount
-- columns:
--   measure          contribution or revenue, of W; accounts without orders, or whose contribution is unknown, are left out
--   accounts
--   total            what all make together, reporting currency
--   half_accounts    the fewest that make half of the total; null where the total is not above 0
--   eighty_accounts  the fewest that make 80 % of it; null where the total is not above 0
--   earners, losers  accounts above and below 0
--   loss             what the losers cost, above 0
--   peak             the most that any number of accounts, best first, makes together
create or replace table mart.concentration as
with
ranked as (
    select
        measure,
        amount,
        row_number() over best_first as place,
        sum(amount) over best_first as together,
        sum(amount) over (partition by measure) as total
    from mart.account_amount
    window best_first as (
        partition by measure order by amount desc, account_id rows between unbounded preceding and current row
    )
),

final as (
    select
        measure,
        count(*) as accounts,
        any_value(total) as total,
        min(place) filter (where total > 0 and together * 2 >= total) as half_accounts,
        min(place) filter (where total > 0 and together * 5 >= total * 4) as eighty_accounts,
        count(*) filter (where amount > 0) as earners,
        count(*) filter (where amount < 0) as losers,
        coalesce(-sum(amount) filter (where amount < 0), 0) as loss,
        max(together) as peak
    from ranked
    group by measure
)

select
    measure,
    accounts,
    cast(total as decimal(38, 4)) as total,
    half_accounts,
    eighty_accounts,
    earners,
    losers,
    cast(loss as decimal(38, 4)) as loss,
    cast(peak as decimal(38, 4)) as peak
from final
order by measure;
