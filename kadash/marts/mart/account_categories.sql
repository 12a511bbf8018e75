-- account_categories: what each account bought by category, as of a day; peers and whitespace read it.
-- one row is: an account and a category it bought by as_of; lines without category are left out
-- reads: mart.account_category_month
-- parameters: as_of, window_start, window_end (W: first and last day of the 12 full months), previous_start (first day of the
--   12 months before W)
-- columns:
--   account_id
--   category
--   revenue_12m, revenue_prev_12m  net revenue in W and in the 12 months before
--   margin_12m  margin in W; null where a line with an amount has no cost
--   days        days with positive net revenue of the category, over all history
--   last_day    the last of them
with
months as (
    select
        *,
        month between $window_start and $window_end as in_window,
        month >= $previous_start and month < $window_start as in_previous
    from mart.account_category_month
    where month <= $as_of and category is not null
),

final as (
    select
        account_id,
        category,
        sum(revenue) filter (where in_window) as revenue_12m,
        sum(revenue) filter (where in_previous) as revenue_prev_12m,
        sum(margin) filter (where in_window) as margin_12m,
        count(*) filter (where in_window and margin is null) as months_without_cost,
        sum(days) as days,
        max(last_day) as last_day
    from months
    group by account_id, category
)

select
    account_id,
    category,
    cast(coalesce(revenue_12m, 0) as double) as revenue_12m,
    cast(coalesce(revenue_prev_12m, 0) as double) as revenue_prev_12m,
    case when months_without_cost = 0 then cast(coalesce(margin_12m, 0) as double) end as margin_12m,
    cast(days as bigint) as days,
    last_day
from final
order by account_id, category
