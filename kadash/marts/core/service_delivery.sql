-- purpose: value-added services given
-- one row is as in its file; rows alike to the letter in two files are one
-- inputs: stage.service_delivery
create or replace table core.service_delivery as
with copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, service_id, start_date, end_date, cost, hours, result) as copy
    from named('stage.service_delivery')
)
select
    account_id,
    service_id,
    start_date,
    end_date,
    cost,
    hours,
    result,
    source_id,
    source_row
from copied
qualify source_id = max(source_id) over (partition by account_id, service_id, start_date, end_date, cost, hours, result, copy)
order by account_id, start_date;
