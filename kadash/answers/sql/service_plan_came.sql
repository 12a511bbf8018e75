-- purpose: what became of accounts half a year and a year after a day, beside the same months a year before
-- one row is: an account and a number of months that have passed since; kept: it bought in the last half year of them;
--   cost, cost_before: of serving it; null where a service event of theirs has neither a cost of its own nor hours;
--   wallet: what it buys of such goods in a year, from whomever; days_to_pay, days_to_pay_before: of invoices by amount,
--   none above $most_days, of those alone that are that old in the end, so that every one of them was seen as long
-- parameters: $since, $as_of (days), $accounts (list of account_id), $rate_per_hour, $most_days
with periods as (
    select
        months,
        $since::date + to_months(months) as until
    from (values (6), (12)) as period (months)
    where $since::date + to_months(months) <= $as_of::date
),

days as (
    select
        account_id,
        day,
        revenue,
        margin,
        false as is_event,
        null::double as cost
    from mart.account_day
    where account_id in (select unnest($accounts)) and day > $since::date - interval 12 month
    union all
    select
        account_id,
        event_date,
        null,
        null,
        true,
        coalesce(cost::double, hours::double * $rate_per_hour)
    from core.service_event
    where account_id in (select unnest($accounts)) and event_date > $since::date - interval 12 month
),

marked as (
    select
        periods.months,
        days.account_id,
        days.revenue,
        days.margin,
        days.is_event,
        days.cost,
        days.day > $since::date and days.day <= periods.until as is_after,
        days.day <= periods.until - interval 12 month as is_before,
        days.day > periods.until - interval 6 month and days.day <= periods.until as is_last_half
    from days
    cross join periods
),

sums as (
    select
        months,
        account_id,
        bool_or(is_last_half and revenue > 0) as kept,
        sum(revenue) filter (where is_after)::double as revenue,
        sum(margin) filter (where is_after)::double as margin,
        sum(revenue) filter (where is_before)::double as revenue_before,
        sum(margin) filter (where is_before)::double as margin_before,
        bool_or(is_event and cost is null and (is_after or is_before)) as is_unmeasured,
        sum(cost) filter (where is_after) as cost,
        sum(cost) filter (where is_before) as cost_before
    from marked
    group by months, account_id
),

bills as (
    select
        account_id,
        invoice_date,
        amount::double as amount,
        least(coalesce(date_diff('day', invoice_date, paid_date), $most_days), $most_days) as days
    from core.receivable
    where account_id in (select unnest($accounts)) and amount > 0 and invoice_date > $since::date - interval 12 month
),

paid as (
    select
        periods.months,
        bills.account_id,
        sum(days * amount) filter (where invoice_date > $since::date)
        / sum(amount) filter (where invoice_date > $since::date) as days_to_pay,
        sum(days * amount) filter (where invoice_date <= $since::date)
        / sum(amount) filter (where invoice_date <= $since::date) as days_to_pay_before
    from bills
    inner join periods
        on bills.invoice_date > $since::date and bills.invoice_date <= periods.until::date - $most_days::integer
        or bills.invoice_date <= (periods.until - interval 12 month)::date - $most_days::integer
    group by periods.months, bills.account_id
),

final as (
    select
        account.account_id,
        periods.months,
        coalesce(sums.kept, false) as kept,
        sums.revenue,
        sums.margin,
        sums.revenue_before,
        sums.margin_before,
        case when not sums.is_unmeasured then sums.cost end as cost,
        case when not sums.is_unmeasured then sums.cost_before end as cost_before,
        known.annual_wallet::double as wallet,
        paid.days_to_pay,
        paid.days_to_pay_before
    from (select unnest($accounts) as account_id) as account
    cross join periods
    left join sums on sums.account_id = account.account_id and sums.months = periods.months
    left join paid on paid.account_id = account.account_id and paid.months = periods.months
    left join mart.account as known on known.account_id = account.account_id
)

select
    account_id,
    months,
    kept,
    revenue,
    margin,
    revenue_before,
    margin_before,
    cost,
    cost_before,
    wallet,
    days_to_pay,
    days_to_pay_before
from final
order by account_id, months
