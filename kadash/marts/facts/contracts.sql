-- contracts: what binds an account, as of a day.
-- one row is: an account with a contract begun at or before as_of
-- reads: core.contract, account_number
-- parameters: as_of
-- columns:
--   account  number of the account
--   in_force      1 where one runs: begun, and not ended before as_of
--   contract_end  the last day of those in force, -1 where one of them has no end; else of the last that ended
--   last_ended    the last day of the last contract that has ended, -1 where none has
-- Days are days since 1970-01-01.
with
contracts as (
    select
        account_id,
        end_date,
        end_date is null or end_date >= $as_of as in_force
    from core.contract
    where start_date <= $as_of
),

final as (
    select
        account_id,
        cast(count(*) filter (where in_force) > 0 as bigint) as in_force,
        count(*) filter (where end_date is null) > 0 as without_end,
        max(end_date) as latest_end,
        max(end_date) filter (where not in_force) as last_ended
    from contracts
    group by account_id
)

select
    numbers.account,
    final.in_force,
    case when without_end then -1 else date_diff('day', date '1970-01-01', latest_end) end as contract_end,
    coalesce(date_diff('day', date '1970-01-01', last_ended), -1) as last_ended
from final
inner join account_number as numbers
    on final.account_id = numbers.account_id
