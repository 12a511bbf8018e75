-- what accounts brought after a day: what a forecast made on that day is graded by.
-- one row is: an account of mart.account_day or mart.account_month
-- parameters: origin (the day of the forecast), last_day (of its horizon), as_of (of the file: the last month may be a part of one)
-- reads: mart.account_day, mart.account_month
-- columns: over the days after origin up to last_day; money in the reporting currency
--   account_id
--   purchases      days with positive net revenue
--   revenue
--   contribution   margin of these days, less freight, commission, rebate, service and financing of the months, of a month that lies
--                  half inside by its share of days; null where a line has no cost, or no cost is known in the file
with
cost_known as (
    select count(*) > 0 as is_known
    from mart.account_month
    where margin is not null and revenue <> 0
),

days as (
    select
        account_id,
        count(*) filter (where revenue > 0) as purchases,
        sum(revenue) as revenue,
        sum(margin) as margin,
        count(*) filter (where margin is null) as days_without_cost
    from mart.account_day
    where day > $origin and day <= $last_day
    group by account_id
),

months as (
    select
        account_id,
        greatest(month, cast($origin as date) + 1) as first_day,
        month as month_start,
        least(last_day(month), cast($as_of as date)) as month_end,
        freight + commission + rebate + service_cost + financing as costs
    from mart.account_month
    where last_day(month) > $origin and month <= $last_day
),

costs as (
    select
        account_id,
        sum(cast(costs as double) * (date_diff('day', first_day, least(month_end, $last_day)) + 1)
            / (date_diff('day', month_start, month_end) + 1)) as costs
    from months
    group by account_id
),

final as (
    select
        coalesce(days.account_id, costs.account_id) as account_id,
        coalesce(days.purchases, 0) as purchases,
        cast(coalesce(days.revenue, 0) as double) as revenue,
        case
            when cost_known.is_known and coalesce(days.days_without_cost, 0) = 0
                then cast(coalesce(days.margin, 0) as double) - coalesce(costs.costs, 0)
        end as contribution
    from days
    full join costs on days.account_id = costs.account_id
    cross join cost_known
)

select
    account_id,
    purchases,
    revenue,
    contribution
from final
