-- purpose: what serving accounts cost half a year and a year after a day, beside the same months a year before, where it
-- was measured: every service event of both has a cost of its own, or hours
-- one row is: an account and a number of months that have passed since
-- parameters: $since, $as_of (days), $accounts (list of account_id), $rate_per_hour
with periods as (
    select
        months,
        $since::date + to_months(months) as until
    from (values (6), (12)) as period (months)
    where $since::date + to_months(months) <= $as_of::date
),

events as (
    select
        account_id,
        event_date as day,
        coalesce(cost::double, hours::double * $rate_per_hour) as cost
    from core.service_event
    where account_id in (select unnest($accounts)) and event_date > $since::date - interval 12 month
),

marked as (
    select
        periods.months,
        events.account_id,
        events.cost,
        events.day > $since::date and events.day <= periods.until as is_after,
        events.day <= periods.until - interval 12 month as is_before
    from events
    cross join periods
),

final as (
    select
        account_id,
        months,
        sum(cost) filter (where is_after) as cost,
        sum(cost) filter (where is_before) as cost_before
    from marked
    where is_after or is_before
    group by account_id, months
    having count(*) = count(cost)
)

select
    account_id,
    months,
    cost,
    cost_before
from final
order by account_id, months
