-- contracts: what binds an account, as of a day.
-- one row is: an account with a contract begun at or before as_of
-- reads: core.contract, account_number
-- parameters: as_of
-- columns:
--   account  number of the account
--   in_force      1 where one runs: begun, and not ended before as_of
--   contract_end  the last day of those in force, -1 where one of them has no end; else of the last that ended
--   last_ended    the last day of the last contract that has ended, -1 where none has
--   term_months   whole months of the longest of those in force that have an end, -1 where none has
--   months_left   whole months from as_of to the last day of those in force; -1 where one has no end, or none runs
--   exclusive, data_link   1 where a contract of that kind is in force
-- Days are days since 1970-01-01.
with
contracts as (
    select
        account_id,
        kind,
        end_date,
        -- the last day is still part of the term
        date_sub('month', start_date, end_date + 1) as term_months,
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
        max(end_date) filter (where not in_force) as last_ended,
        max(term_months) filter (where in_force) as term_months,
        count(*) filter (where in_force and kind = 'exclusive') > 0 as exclusive,
        count(*) filter (where in_force and kind = 'data_link') > 0 as data_link
    from contracts
    group by account_id
)

select
    numbers.account,
    final.in_force,
    case when without_end then -1 else date_diff('day', date '1970-01-01', latest_end) end as contract_end,
    coalesce(date_diff('day', date '1970-01-01', last_ended), -1) as last_ended,
    coalesce(final.term_months, -1) as term_months,
    case when in_force = 1 and not without_end then date_sub('month', $as_of, latest_end + 1) else -1 end as months_left,
    cast(final.exclusive as tinyint) as exclusive,
    cast(final.data_link as tinyint) as data_link
from final
inner join account_number as numbers
    on final.account_id = numbers.account_id
