-- sales_month: what an account's orders of a month come to. A step of account_month.sql.
-- one row is: an account and a month with order lines, dated at or before as_of
-- reads: core.order_line, mart.account_day
-- parameters: as_of, stand_in_margin_rate (null: a line without cost has none), from_account (included) and to_account (not
--   included): the accounts of one part, since many millions of lines are grouped part by part
-- columns: account_id, month, and orders to rebate and purchases as in account_month.sql
with
lines as (
    select
        account_id,
        cast(date_trunc('month', order_date) as date) as month,
        1 << (day(order_date) - 1) as day_bit,
        quantity,
        amount,
        list_value,
        coalesce(cost, cast(amount * (1 - cast($stand_in_margin_rate as double)) as decimal(18, 4))) as cost,
        freight,
        commission,
        rebate
    from core.order_line
    where order_date <= $as_of and account_id >= $from_account and account_id < $to_account
),

-- bit n is set where day n + 1 of the month has a line
line_months as (
    select
        account_id,
        month,
        bit_count(bit_or(day_bit)) as days,
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

-- most days begin one order and are a purchase: only the others are looked up
odd_days as (
    select
        account_id,
        cast(date_trunc('month', day) as date) as month,
        sum(orders - 1) as further_orders,
        count(*) filter (where revenue <= 0) as days_without_purchase
    from mart.account_day
    where orders <> 1 or revenue <= 0
    group by account_id, month
)

select
    line_months.account_id,
    line_months.month,
    line_months.days + coalesce(odd_days.further_orders, 0) as orders,
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
    line_months.days - coalesce(odd_days.days_without_purchase, 0) as purchases
from line_months
left join odd_days
    on line_months.account_id = odd_days.account_id
    and line_months.month = odd_days.month
