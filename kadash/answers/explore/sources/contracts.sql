-- purpose: agreements begun by the as-of day, and whether they run on it
-- one row is: a contract
-- parameters: $as_of
select
    account_id,
    start_date,
    end_date,
    contract_id,
    kind,
    value,
    penalty,
    auto_renew,
    end_date is null or end_date >= $as_of as in_force,
    source_id,
    source_row
from core.contract
where start_date <= $as_of
