-- purpose: the lanes of an account's time line, added up by month, so that thousands of orders draw at once
-- one row is: a month of a lane and, where the lane has names, a name in it
-- parameters: $account_id, $first_day (of a month), $last_day
-- columns:
--   lane    orders, price, payments, quotes, complaints, visits, survey
--   month   its first day
--   name    quotes: the outcome; complaints: the subject; visits: the kind; survey: the driver; null for the others
--   n       how many: orders, invoices paid, quotes, complaints, visits, answers; null for price
--   value   money (orders: revenue; payments; quotes), paid price as a share of list price (price), the sum of the
--           answers, each as a share of its scale (survey); null for the others
--   part    of it what is to be noted: money paid late (payments), severe complaints (complaints); null for the others
--   numbers up to three numbers of the rows, in their order
with
order_numbers as (
    select
        cast(date_trunc('month', order_date) as date) as month,
        list(distinct order_id order by order_id)[1:3] as numbers
    from core.order_line
    where account_id = $account_id and order_date between $first_day and $last_day and order_id is not null
    group by all
),

months as (
    select
        month.month,
        month.orders,
        cast(month.revenue as double) as revenue,
        case when month.list_value > 0 then 1 - cast(month.discount as double) / month.list_value end as price_to_list,
        order_numbers.numbers
    from mart.account_month as month
    left join order_numbers using (month)
    where month.account_id = $account_id and month.month between $first_day and $last_day
),

paid as (
    select
        'payments' as lane,
        cast(date_trunc('month', paid_date) as date) as month,
        null as name,
        count(*) as n,
        cast(sum(amount) as double) as value,
        coalesce(cast(sum(amount) filter (where paid_date > due_date) as double), 0) as part,
        (list(invoice_id order by paid_date, invoice_id) filter (where invoice_id is not null))[1:3] as numbers
    from core.receivable
    where account_id = $account_id and paid_date between $first_day and $last_day
    group by all
),

quotes as (
    select
        'quotes' as lane,
        cast(date_trunc('month', quote_date) as date) as month,
        coalesce(outcome, 'open') as name,
        count(*) as n,
        cast(sum(amount) as double) as value,
        null as part,
        (list(quote_id order by quote_date, quote_id) filter (where quote_id is not null))[1:3] as numbers
    from core.quote
    where account_id = $account_id and quote_date between $first_day and $last_day
    group by all
),

events as (
    select
        case kind when 'complaint' then 'complaints' else 'visits' end as lane,
        cast(date_trunc('month', event_date) as date) as month,
        case kind when 'complaint' then subject else kind end as name,
        count(*) as n,
        null as value,
        count(*) filter (where kind = 'complaint' and severity = 'severe') as part,
        (list(event_id order by event_date, event_id) filter (where event_id is not null))[1:3] as numbers
    from core.service_event
    where account_id = $account_id and event_date between $first_day and $last_day
    group by all
),

answers as (
    select
        'survey' as lane,
        cast(date_trunc('month', response_date) as date) as month,
        driver as name,
        count(*) as n,
        sum(score_share) as value,
        null as part,
        (list(distinct respondent order by respondent) filter (where respondent is not null))[1:3] as numbers
    from core.survey_response
    where account_id = $account_id and response_date between $first_day and $last_day
        and score_share is not null
    group by all
),

final as (
    select 'orders' as lane, month, null as name, orders as n, revenue as value, null as part, numbers from months
    where orders > 0 or revenue <> 0
    union all
    select 'price', month, null, null, price_to_list, null, null from months where price_to_list is not null
    union all
    select lane, month, name, n, value, part, numbers from paid
    union all
    select lane, month, name, n, value, part, numbers from quotes
    union all
    select lane, month, name, n, value, part, numbers from events
    union all
    select lane, month, name, n, value, part, numbers from answers
)

select
    lane,
    month,
    name,
    n,
    value,
    part,
    coalesce(numbers, []) as numbers
from final
order by lane, month, n desc nulls last, name
