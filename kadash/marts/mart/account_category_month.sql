-- mart.account_category_month: what an account buys, by category.
-- one row is: an account, a category (null: lines without one) and a month, from lines dated at or before as_of
-- reads: core.order_line, mart.account_month (financing)
-- parameters: as_of, stand_in_margin_rate (null: a line without cost has none), from_account (included) and to_account (not
--   included): the accounts of one part, since many millions of lines are grouped part by part
-- columns: as in account_month, over the lines of the category, and
--   financing     the account-month's financing, shared by positive revenue; a month without revenue leaves it unshared
--   contribution  margin - freight - commission - rebate - financing: service cost has no category
--   days          days with positive net revenue of the category
--   first_day, last_day   the first and the last of these days in the month; null without one
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
    where order_date <= $as_of and account_id >= $from_account and account_id < $to_account
),

-- bit n is set where day n + 1 of the month has a positive line: far cheaper than grouping by day first
line_months as (
    select
        account_id,
        category,
        cast(date_trunc('month', day) as date) as month,
        count(*) as lines,
        cast(coalesce(sum(quantity), 0) as decimal(18, 4)) as quantity,
        cast(sum(amount) as decimal(18, 4)) as revenue,
        cast(coalesce(sum(list_value), 0) as decimal(18, 4)) as list_value,
        cast(coalesce(sum(amount) filter (where list_value <> 0), 0) as decimal(18, 4)) as revenue_with_list,
        cast(
            case when count(*) filter (where amount <> 0 and cost is null) = 0 then coalesce(sum(cost), 0) end
            as decimal(18, 4)
        ) as cost,
        cast(coalesce(sum(freight), 0) as decimal(18, 4)) as freight,
        cast(coalesce(sum(commission), 0) as decimal(18, 4)) as commission,
        cast(coalesce(sum(rebate), 0) as decimal(18, 4)) as rebate,
        bit_or(case when amount > 0 then 1 << (day(day) - 1) else 0 end) as day_bits
    from lines
    group by account_id, category, month
),

-- days with a positive line that came to nothing, by returns of the same day
days_with_returns as (
    select distinct
        account_id,
        category,
        day
    from lines
    where amount < 0
),

days_undone as (
    select
        lines.account_id,
        lines.category,
        lines.day
    from lines
    inner join days_with_returns as returned
        on lines.account_id = returned.account_id
        and lines.category is not distinct from returned.category
        and lines.day = returned.day
    group by lines.account_id, lines.category, lines.day
    having max(lines.amount) > 0 and sum(lines.amount) <= 0
),

months_undone as (
    select
        account_id,
        category,
        cast(date_trunc('month', day) as date) as month,
        bit_or(1 << (day(day) - 1)) as day_bits
    from days_undone
    group by account_id, category, month
),

months as (
    select
        line_months.* exclude (day_bits),
        line_months.day_bits - coalesce(months_undone.day_bits, 0) as day_bits
    from line_months
    left join months_undone
        on line_months.account_id = months_undone.account_id
        and line_months.category is not distinct from months_undone.category
        and line_months.month = months_undone.month
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
        months.list_value - months.revenue_with_list as discount,
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
    cast(bit_count(day_bits) as bigint) as days,
    case when day_bits > 0 then month + cast(floor(log2(day_bits & -day_bits)) as integer) end as first_day,
    case when day_bits > 0 then month + cast(floor(log2(day_bits)) as integer) end as last_day
from final
order by account_id, month;
