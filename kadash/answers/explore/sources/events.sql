-- purpose: tickets, visits, trainings, complaints and joint projects, up to the as-of day
-- one row is: an event
-- parameters: $as_of
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
    date_diff('day', event_date, closed_date) as days_to_close,
    source_id,
    source_row
from core.service_event
where event_date <= $as_of
