-- mart.calendar_month: every calendar month of the data, so that a receivable can be spread over the months it is open.
-- one row is: a month
-- parameters: as_of
-- columns:
--   month       first day of the month
--   next_month  first day of the month after
create or replace table mart.calendar_month as
with
first_days as (
    select min(order_date) as day from core.order_line where order_date <= $as_of
    union all
    select min(invoice_date) from core.receivable where invoice_date <= $as_of
    union all
    select min(event_date) from core.service_event where event_date <= $as_of
),

span as (
    select cast(date_trunc('month', coalesce(min(day), $as_of)) as date) as first_month
    from first_days
),

moments as (
    select unnest(generate_series(first_month, cast($as_of as date), interval 1 month)) as moment
    from span
),

final as (
    select cast(moment as date) as month
    from moments
)

select
    month,
    cast(month + interval 1 month as date) as next_month
from final
order by month;
