-- cost_month: what accounts cost beside their orders. A step of account_month.sql.
-- one row is: an account and a month with service cost or financing
-- reads: core.service_event, core.receivable, mart.calendar_month
-- parameters: as_of, cost_of_capital_per_year, service_rate_per_hour, minutes_complaint, minutes_support, minutes_advice,
--   minutes_training, minutes_joint_project, minutes_visit, minutes_other
-- columns: account_id, month, service_cost, financing (as in account_month.sql)
create or replace temp table cost_month as
with
service as (
    select
        account_id,
        cast(date_trunc('month', event_date) as date) as month,
        sum(cast(coalesce(
            cast(cost as double),
            $service_rate_per_hour * coalesce(hours, case kind
                when 'complaint' then $minutes_complaint
                when 'support' then $minutes_support
                when 'advice' then $minutes_advice
                when 'training' then $minutes_training
                when 'joint_project' then $minutes_joint_project
                when 'visit' then $minutes_visit
                else $minutes_other
            end / 60.0)
        ) as decimal(18, 4))) as service_cost
    from core.service_event
    where event_date <= $as_of
    group by account_id, month
),

open_invoices as (
    select
        account_id,
        amount,
        invoice_date as open_from,
        case when paid_date <= $as_of then paid_date else cast($as_of as date) + 1 end as open_until
    from core.receivable
    where invoice_date <= $as_of
),

open_money_days as (
    select
        open_invoices.account_id,
        calendar_month.month,
        sum(open_invoices.amount * date_diff(
            'day',
            greatest(open_invoices.open_from, calendar_month.month),
            least(open_invoices.open_until, calendar_month.next_month)
        )) as money_days
    from open_invoices
    inner join mart.calendar_month as calendar_month
        on open_invoices.open_from < calendar_month.next_month
        and open_invoices.open_until > calendar_month.month
    where open_invoices.open_from < open_invoices.open_until
    group by open_invoices.account_id, calendar_month.month
),

financing as (
    select
        account_id,
        month,
        cast(cast(money_days as double) * $cost_of_capital_per_year / 365 as decimal(18, 4)) as financing
    from open_money_days
),

final as (
    select
        coalesce(service.account_id, financing.account_id) as account_id,
        coalesce(service.month, financing.month) as month,
        coalesce(service.service_cost, 0) as service_cost,
        coalesce(financing.financing, 0) as financing
    from service
    full join financing
        on service.account_id = financing.account_id
        and service.month = financing.month
    where coalesce(service.service_cost, 0) <> 0 or coalesce(financing.financing, 0) <> 0
)

select
    account_id,
    month,
    service_cost,
    financing
from final;
