-- purpose: value-added services given, up to the as-of day
-- one row is: a service given to an account
-- parameters: $as_of
select
    account_id,
    start_date,
    end_date,
    service_id,
    result,
    cost,
    hours,
    source_id,
    source_row
from core.service_delivery
where start_date <= $as_of
