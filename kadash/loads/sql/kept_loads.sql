-- purpose: the loads that led to a generation
-- one row is: a load, oldest first
select
    load_id,
    loaded_at,
    loaded_by,
    as_of,
    currency,
    seconds,
    notes
from meta.load
order by load_id
