-- purpose: on which days an account bought lately, and how long it had waited
-- one row is: a day with positive net revenue; parameters: $account_id, $first_day
-- columns: day, revenue, gap_days (null at the first purchase ever)
with
purchases as (
    select
        day,
        revenue,
        date_diff('day', lag(day) over (order by day), day) as gap_days
    from mart.account_day
    where account_id = $account_id
        and revenue > 0
)

select
    day,
    revenue::double as revenue,
    gap_days
from purchases
where day >= $first_day
order by day
