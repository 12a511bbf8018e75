-- purpose: what an account buys by category, now and a year before
-- one row is: a category bought in either year; parameters: $account_id, $before_first, $now_first, $now_last
select
    category,
    cast(coalesce(sum(revenue) filter (where month >= $now_first), 0) as double) as revenue_12m,
    cast(coalesce(sum(revenue) filter (where month < $now_first), 0) as double) as revenue_prev_12m,
    max(last_day) as last_day
from mart.account_category_month
where account_id = $account_id
    and month between $before_first and $now_last
    and category is not null
group by category
