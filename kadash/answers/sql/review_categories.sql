-- purpose: what an account buys by category, now and a year before
-- one row is: a category bought in either year; parameters: $account_id, $before_first, $now_first, $now_last
with days as (
    select
        category,
        day,
        sum(amount) as revenue
    from mart.counted_line
    where account_id = $account_id
        and day between $before_first and $now_last
        and category is not null
    group by category, day
)
select
    category,
    cast(coalesce(sum(revenue) filter (where day >= $now_first), 0) as double) as revenue_12m,
    cast(coalesce(sum(revenue) filter (where day < $now_first), 0) as double) as revenue_prev_12m,
    max(day) filter (where revenue > 0) as last_day
from days
group by category
