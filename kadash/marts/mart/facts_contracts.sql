-- facts_contracts: what binds an account, as of a day. A step of account_facts.sql.
-- one row is: an account with a contract begun at or before as_of
-- reads: core.contract
-- parameters: as_of
-- columns:
--   account_id
--   contract_in_force  one runs: begun, and not ended before as_of
--   contract_end       the last day of those in force, null where one of them has no end; else of the last that ended
--   last_ended         the last day of the last contract that has ended
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
        count(*) filter (where in_force) > 0 as contract_in_force,
        count(*) filter (where end_date is null) > 0 as without_end,
        max(end_date) as latest_end,
        max(end_date) filter (where not in_force) as last_ended
    from contracts
    group by account_id
)

select
    account_id,
    contract_in_force,
    case when not without_end then latest_end end as contract_end,
    last_ended
from final
