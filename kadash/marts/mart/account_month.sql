-- mart.account_month: revenue, margin, cost to serve and contribution; what most pages read.
-- one row is: an account and a month with orders or costs, from rows dated at or before as_of
-- reads: core.order_line, core.receivable, core.service_event, mart.account_day, mart.calendar_month
-- parameters: as_of, stand_in_margin_rate (null: a line without cost has none), cost_of_capital_per_year,
--   service_rate_per_hour, minutes_complaint, minutes_support, minutes_advice, minutes_training, minutes_joint_project,
--   minutes_visit, minutes_other
-- columns (money in the reporting currency, without tax):
--   account_id
--   month         first day of the month
--   orders        orders begun in the month (an order of several days counts on its first)
--   lines         order lines, returns included
--   quantity      sum of quantities
--   revenue       net revenue, returns taken off
--   list_value    list price x quantity, over lines that have a list price
--   discount      list_value less the revenue of those lines
--   cost          cost of goods; null where a line with an amount has no cost, or where no cost is known in the file so far
--   margin        revenue - cost; null where a line with an amount has no cost, or where no cost is known in the file so far
--   freight       freight we pay
--   commission    commission we pay
--   rebate        rebates we give
--   service_cost  service events: cost as exported, else hours x rate, else minutes of their kind x rate
--   financing     average open receivable x cost of capital x days / 365, to the day: each invoice from its date
--                 to the day it is paid in full
--   contribution  margin - freight - commission - rebate - service_cost - financing; null where margin is
--   purchases     days of the month with positive net revenue
-- A month depends on nothing after its end: an invoice paid later is open to the end of the month.
create or replace table mart.account_month as
with
lines as (
    select
        account_id,
        cast(date_trunc('month', order_date) as date) as month,
        quantity,
        amount,
        list_value,
        coalesce(cost, cast(amount * (1 - cast($stand_in_margin_rate as double)) as decimal(18, 4))) as cost,
        freight,
        commission,
        rebate
    from core.order_line
    where order_date <= $as_of
),

line_months as (
    select
        account_id,
        month,
        count(*) as lines,
        cast(coalesce(sum(quantity), 0) as decimal(18, 4)) as quantity,
        cast(sum(amount) as decimal(18, 4)) as revenue,
        cast(coalesce(sum(list_value), 0) as decimal(18, 4)) as list_value,
        cast(coalesce(sum(amount) filter (where list_value <> 0), 0) as decimal(18, 4)) as revenue_with_list,
        cast(sum(cost) as decimal(18, 4)) as cost,
        count(*) filter (where amount <> 0 and cost is null) as lines_without_cost,
        cast(coalesce(sum(freight), 0) as decimal(18, 4)) as freight,
        cast(coalesce(sum(commission), 0) as decimal(18, 4)) as commission,
        cast(coalesce(sum(rebate), 0) as decimal(18, 4)) as rebate
    from lines
    group by account_id, month
),

day_months as (
    select
        account_id,
        cast(date_trunc('month', day) as date) as month,
        cast(sum(orders) as bigint) as orders,
        count(*) filter (where revenue > 0) as purchases
    from mart.account_day
    group by account_id, month
),

sales as (
    select
        line_months.account_id,
        line_months.month,
        day_months.orders,
        line_months.lines,
        line_months.quantity,
        line_months.revenue,
        line_months.list_value,
        line_months.list_value - line_months.revenue_with_list as discount,
        case when line_months.lines_without_cost = 0 then line_months.cost end as cost,
        case
            when line_months.lines_without_cost = 0 then line_months.revenue - coalesce(line_months.cost, 0)
        end as margin,
        line_months.freight,
        line_months.commission,
        line_months.rebate,
        day_months.purchases
    from line_months
    inner join day_months
        on line_months.account_id = day_months.account_id
        and line_months.month = day_months.month
),

first_cost as (
    select min(month) as month
    from sales
    where cost is not null
),

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

costs as (
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
),

joined as (
    select
        coalesce(sales.account_id, costs.account_id) as account_id,
        coalesce(sales.month, costs.month) as month,
        coalesce(sales.orders, 0) as orders,
        coalesce(sales.lines, 0) as lines,
        coalesce(sales.quantity, 0) as quantity,
        coalesce(sales.revenue, 0) as revenue,
        coalesce(sales.list_value, 0) as list_value,
        coalesce(sales.discount, 0) as discount,
        case
            when sales.lines is not null then sales.cost
            when costs.month >= first_cost.month then 0
        end as cost,
        case
            when sales.lines is not null then sales.margin
            when costs.month >= first_cost.month then 0
        end as margin,
        coalesce(sales.freight, 0) as freight,
        coalesce(sales.commission, 0) as commission,
        coalesce(sales.rebate, 0) as rebate,
        coalesce(costs.service_cost, 0) as service_cost,
        coalesce(costs.financing, 0) as financing,
        coalesce(sales.purchases, 0) as purchases
    from sales
    full join costs
        on sales.account_id = costs.account_id
        and sales.month = costs.month
    cross join first_cost
),

final as (
    select
        *,
        margin - freight - commission - rebate - service_cost - financing as contribution
    from joined
)

select
    account_id,
    month,
    cast(orders as bigint) as orders,
    cast(lines as bigint) as lines,
    cast(quantity as decimal(18, 4)) as quantity,
    cast(revenue as decimal(18, 4)) as revenue,
    cast(list_value as decimal(18, 4)) as list_value,
    cast(discount as decimal(18, 4)) as discount,
    cast(cost as decimal(18, 4)) as cost,
    cast(margin as decimal(18, 4)) as margin,
    cast(freight as decimal(18, 4)) as freight,
    cast(commission as decimal(18, 4)) as commission,
    cast(rebate as decimal(18, 4)) as rebate,
    cast(service_cost as decimal(18, 4)) as service_cost,
    cast(financing as decimal(18, 4)) as financing,
    cast(contribution as decimal(18, 4)) as contribution,
    cast(purchases as bigint) as purchases
from final
order by account_id, month;
