-- events: service an account had, as of a day.
-- one row is: an account with a service event dated at or before as_of
-- reads: core.service_event, account_number
-- parameters: as_of, window_start, window_end (W: first and last day of the 12 full months)
-- columns:
--   account  number of the account
--   events_12m         events in W
--   events_prev_12m    events in the 12 months before W
--   advice_events_12m  of them, advice and training
--   complaints_12m     complaints made in W
--   complaints_closed_12m, complaint_days_12m   complaints closed in W, and their days from opening to closing together
--   complaints_open    complaints not closed by as_of
--   severe_open        severe events not closed by as_of
--   joint_projects     joint projects so far
with
events as (
    select
        account_id,
        kind,
        severity,
        event_date between $window_start and $window_end as in_window,
        event_date < $window_start and event_date >= $window_start - interval 12 month as in_year_before,
        closed_date between $window_start and least($window_end, $as_of) as closed_in_window,
        date_diff('day', event_date, closed_date) as days_to_close,
        closed_date is null or closed_date > $as_of as is_open
    from core.service_event
    where event_date <= $as_of
),

final as (
    select
        account_id,
        count(*) filter (where in_window) as events_12m,
        count(*) filter (where in_year_before) as events_prev_12m,
        count(*) filter (where in_window and kind in ('advice', 'training')) as advice_events_12m,
        count(*) filter (where in_window and kind = 'complaint') as complaints_12m,
        count(*) filter (where closed_in_window and kind = 'complaint') as complaints_closed_12m,
        coalesce(sum(days_to_close) filter (where closed_in_window and kind = 'complaint'), 0) as complaint_days_12m,
        count(*) filter (where is_open and kind = 'complaint') as complaints_open,
        count(*) filter (where is_open and severity = 'severe') as severe_open,
        count(*) filter (where kind = 'joint_project') as joint_projects
    from events
    group by account_id
)

select
    numbers.account,
    events_12m,
    events_prev_12m,
    advice_events_12m,
    complaints_12m,
    complaints_closed_12m,
    cast(complaint_days_12m as bigint) as complaint_days_12m,
    complaints_open,
    severe_open,
    joint_projects
from final
inner join account_number as numbers
    on final.account_id = numbers.account_id
