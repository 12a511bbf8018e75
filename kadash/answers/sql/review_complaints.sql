-- purpose: what an account complained of and how fast it was closed
-- one row is: a complaint, newest first; parameters: $account_id, $first_day, $last_day
-- columns: days: from opening to closing, null while open at $last_day
select
    event_date as day,
    severity,
    subject,
    case when closed_date <= $last_day then closed_date end as closed,
    case when closed_date <= $last_day then date_diff('day', event_date, closed_date) end as days
from core.service_event
where account_id = $account_id
    and kind = 'complaint'
    and event_date between $first_day and $last_day
order by event_date desc
