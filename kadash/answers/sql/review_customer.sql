-- purpose: what the account's own year says for the customer's arithmetic
-- one row is: the account; parameters: $account_id, $first_day, $last_day (of W)
-- columns: purchases, saved_on_list (money against list price), orders, lines and late_deliveries (delivered after the promised day; null without
--   both dates), delivered (lines with both dates); quotes, complaints; advice_hours, support_hours, training_hours (null where none is known)
with
lines as (
    select
        sum(amount) as purchases,
        sum(list_value - amount) filter (where list_value > amount) as saved,
        count(distinct coalesce(order_id, cast(order_date as varchar))) as orders,
        count(*) filter (where promised_date is not null and delivered_date is not null) as delivered,
        count(*) filter (where delivered_date > promised_date) as late,
        count(list_value) as listed
    from core.order_line
    where account_id = $account_id and order_date between $first_day and $last_day
),

events as (
    select
        count(*) filter (where kind = 'complaint') as complaints,
        sum(hours) filter (where kind = 'advice') as advice_hours,
        sum(hours) filter (where kind = 'support') as support_hours,
        sum(hours) filter (where kind = 'training') as training_hours
    from core.service_event
    where account_id = $account_id and event_date between $first_day and $last_day
),

quotes as (
    select count(*) as quotes
    from core.quote
    where account_id = $account_id and quote_date between $first_day and $last_day
)

select
    cast(coalesce(lines.purchases, 0) as double) as purchases,
    case when lines.listed > 0 then cast(coalesce(lines.saved, 0) as double) end as saved_on_list,
    lines.orders,
    lines.delivered,
    case when lines.delivered > 0 then lines.late end as late_deliveries,
    events.complaints,
    cast(coalesce(events.advice_hours, 0) as double) as advice_hours,
    cast(coalesce(events.support_hours, 0) as double) as support_hours,
    cast(coalesce(events.training_hours, 0) as double) as training_hours,
    quotes.quotes
from lines, events, quotes
