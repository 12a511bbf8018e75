-- purpose: tickets, visits, trainings, complaints, joint projects
-- one row is as in its file; a newer file replaces rows by their event_id, or where alike to the letter
-- inputs: stage.service_event
create or replace table core.service_event as
with newest as (
    select *
    from named('stage.service_event')
    qualify event_id is null or source_id = max(source_id) over (partition by event_id)
),
copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, event_date, event_id, kind, severity, subject, closed_date, cost, hours, satisfaction) as copy
    from newest
)
select
    account_id,
    event_date,
    event_id,
    kind,
    severity,
    subject,
    closed_date,
    cost,
    hours,
    satisfaction,
    source_id,
    source_row
from copied
qualify event_id is not null or source_id = max(source_id) over (partition by account_id, event_date, event_id, kind, severity, subject, closed_date, cost, hours, satisfaction, copy)
order by account_id, event_date;
