-- revenue of all accounts by spans of 182 days back from a day: how much the file's half-years differ from each other.
-- one row is: a span that lies within the data (its first month counts as whole), the newest first
-- parameters: origin (the last day of the newest span)
-- reads: mart.account_day
-- columns: revenue (net, reporting currency)
with
spans as (
    select
        date_diff('day', day, cast($origin as date)) // 182 as back,
        sum(revenue) as revenue
    from mart.account_day
    where day <= $origin
    group by back
),

begins as (
    select date_trunc('month', min(day)) as first_day
    from mart.account_day
)

select cast(spans.revenue as double) as revenue
from spans
cross join begins
where cast($origin as date) - cast(182 * (spans.back + 1) - 1 as integer) >= begins.first_day
order by spans.back
