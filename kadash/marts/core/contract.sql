-- purpose: agreements in force for a time
-- one row is as in its file; a newer file replaces rows by their contract_id, or where alike to the letter
-- inputs: stage.contract
create or replace table core.contract as
with newest as (
    select *
    from named('stage.contract')
    qualify contract_id is null or source_id = max(source_id) over (partition by contract_id)
),
copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, start_date, contract_id, kind, end_date, value, penalty, auto_renew) as copy
    from newest
)
select
    account_id,
    start_date,
    contract_id,
    kind,
    end_date,
    value,
    penalty,
    auto_renew,
    source_id,
    source_row
from copied
qualify contract_id is not null or source_id = max(source_id) over (partition by account_id, start_date, contract_id, kind, end_date, value, penalty, auto_renew, copy)
order by account_id, start_date;
