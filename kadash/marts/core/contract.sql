-- purpose: agreements in force for a time
-- one row is as in its file; a newer file replaces rows by their contract_id, or where alike to the letter
-- inputs: stage.contract, stage.account_of_name
create or replace table core.contract as
with named as (
    select
        row.* exclude (account_id),
        coalesce(row.account_id, name.account_id) as account_id
    from stage.contract row
    left join stage.account_of_name name on row.account_id is null and name.account_name = row.account_name
),
newest as (
    select *
    from named
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
