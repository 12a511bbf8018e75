-- mart.account_category_month: what an account buys, by category.
-- one row is: an account, a category (null: lines without one) and a month, from lines dated at or before as_of
-- reads: core.order_line, mart.account_month (financing)
-- parameters: as_of, stand_in_margin_rate (null: a line without cost has none)
-- columns: as in account_month, over the lines of the category, and
--   financing     the account-month's financing, shared by positive revenue; a month without revenue leaves it unshared
--   contribution  margin - freight - commission - rebate - financing: service cost has no category
--   days          days with positive net revenue of the category
--   last_day      the last of these days in the month; null without one
create or replace table mart.account_category_month as
with
lines as (
    select
        account_id,
        category,
        order_date as day,
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

days as (
    select
        account_id,
        category,
        day,
        count(*) as lines,
        sum(quantity) as quantity,
        sum(amount) as revenue,
        sum(list_value) as list_value,
        sum(list_value - amount) filter (where list_value <> 0) as discount,
        sum(cost) as cost,
        count(*) filter (where amount <> 0 and cost is null) as lines_without_cost,
        sum(freight) as freight,
        sum(commission) as commission,
        sum(rebate) as rebate
    from lines
    group by account_id, category, day
),

months as (
    select
        account_id,
        category,
        cast(date_trunc('month', day) as date) as month,
        sum(lines) as lines,
        coalesce(sum(quantity), 0) as quantity,
        sum(revenue) as revenue,
        coalesce(sum(list_value), 0) as list_value,
        coalesce(sum(discount), 0) as discount,
        case when sum(lines_without_cost) = 0 then coalesce(sum(cost), 0) end as cost,
        coalesce(sum(freight), 0) as freight,
        coalesce(sum(commission), 0) as commission,
        coalesce(sum(rebate), 0) as rebate,
        count(*) filter (where revenue > 0) as days,
        max(day) filter (where revenue > 0) as last_day
    from days
    group by account_id, category, month
),

financed as (
    select
        account_id,
        month,
        financing
    from mart.account_month
    where financing <> 0
),

revenue_to_share as (
    select
        months.account_id,
        months.month,
        sum(months.revenue) as revenue
    from months
    inner join financed
        on months.account_id = financed.account_id
        and months.month = financed.month
    where months.revenue > 0
    group by months.account_id, months.month
),

financing_rates as (
    select
        financed.account_id,
        financed.month,
        cast(financed.financing as double) / cast(revenue_to_share.revenue as double) as financing_per_revenue
    from financed
    inner join revenue_to_share
        on financed.account_id = revenue_to_share.account_id
        and financed.month = revenue_to_share.month
),

final as (
    select
        months.*,
        months.revenue - months.cost as margin,
        cast(
            coalesce(greatest(cast(months.revenue as double), 0) * financing_rates.financing_per_revenue, 0)
            as decimal(18, 4)
        ) as financing
    from months
    left join financing_rates
        on months.account_id = financing_rates.account_id
        and months.month = financing_rates.month
)

select
    account_id,
    category,
    month,
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
    financing,
    cast(margin - freight - commission - rebate - financing as decimal(18, 4)) as contribution,
    cast(days as bigint) as days,
    last_day
from final
order by account_id, month;
