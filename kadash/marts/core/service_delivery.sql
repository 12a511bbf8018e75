-- purpose: value-added services given
-- one row is as in its file; rows alike to the letter in two files are one
-- inputs: stage.service_delivery, stage.account_of_name
create or replace table core.service_delivery as
with named as (
    select
        row.* exclude (account_id),
        coalesce(row.account_id, name.account_id) as account_id
    from stage.service_delivery row
    left join stage.account_of_name name on row.account_id is null and name.account_name = row.account_name
),
copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, service_id, start_date, end_date, cost, hours, result) as copy
    from named
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
