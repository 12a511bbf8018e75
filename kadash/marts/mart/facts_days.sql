-- facts_days: rhythm and size of what an account bought, as of a day. A step of account_facts.sql.
-- one row is: an account with order lines dated at or before as_of
-- reads: mart.account_day
-- parameters: as_of, window_start, window_end (W: first and last day of the 12 full months), half_life_days (of the weight of
--   past revenue)
-- columns:
--   account_id
--   first_order, last_order           days with any order line
--   orders, revenue, largest_order    over all history
--   first_purchase, last_purchase, purchases   days with positive net revenue
--   gap_quantiles                     [median, 80th percentile] of the days between purchases, interpolated
--   gap_mean_days, gap_sd_days        mean and sample standard deviation of these gaps (sd: from two gaps on)
--   log_gap_sum                       sum of ln(gap in days)
--   largest_order_12m                 largest order with lines in W
--   revenue_days_weighted             revenue a day between purchases, integrated with weight 2^(days after as_of / half-life):
--                                     divided by the weight of the same time it is the revenue a day
-- Sums are of whole numbers and decimals where they can be: a sum of doubles depends on the order that threads meet rows in.
with
days as (
    select
        *,
        date_diff('day', $as_of, day) / $half_life_days as half_lives,
        $half_life_days / ln(2) as days_per_weight
    from mart.account_day
    where day <= $as_of
),

final as (
    select
        account_id,
        min(day) as first_order,
        max(day) as last_order,
        cast(sum(orders) as bigint) as orders,
        sum(revenue) as revenue,
        max(largest_order) as largest_order,
        min(day) filter (where revenue > 0) as first_purchase,
        max(day) filter (where revenue > 0) as last_purchase,
        count(*) filter (where revenue > 0) as purchases,
        quantile_cont(gap_days, [0.5, 0.8]) as gap_quantiles,
        sum(gap_days) as gap_sum,
        sum(gap_days * gap_days) as gap_square_sum,
        count(gap_days) as gaps,
        sum(cast(ln(gap_days) as decimal(18, 12))) as log_gap_sum,
        max(largest_order) filter (where day between $window_start and $window_end) as largest_order_12m,
        sum(
            revenue_per_day * days_per_weight * (pow(2, half_lives) - pow(2, half_lives - gap_days / $half_life_days))
        ) as revenue_days_weighted
    from days
    group by account_id
)

select
    account_id,
    first_order,
    last_order,
    orders,
    revenue,
    largest_order,
    first_purchase,
    last_purchase,
    purchases,
    gap_quantiles,
    gap_sum / gaps as gap_mean_days,
    case
        when gaps > 1 then sqrt(greatest(0, gap_square_sum - gap_sum * gap_sum / gaps) / (gaps - 1))
    end as gap_sd_days,
    cast(log_gap_sum as double) as log_gap_sum,
    largest_order_12m,
    revenue_days_weighted
from final
