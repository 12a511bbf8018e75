-- facts_months: money of an account over all history, W and the 12 months before, as of a day. A step of account_facts.sql.
-- one row is: an account with a row in account_month at or before as_of
-- reads: mart.account_month
-- parameters: as_of, window_start, window_end (W: first and last day of the 12 full months), previous_start (first day of the
--   12 months before W)
-- columns: account_id; sums, plain ones over all months, `_12m` over W, `_prev_12m` over the 12 months before;
--   costs_to_serve is freight + commission + rebate + service_cost + financing; margin is of the lines whose cost is known, and
--   months_without_cost counts the months where a line with an amount has none: where it is above 0 margin is not known
with
months as (
    select
        *,
        month between $window_start and $window_end as in_window,
        month >= $previous_start and month < $window_start as in_previous,
        freight + commission + rebate + service_cost + financing as costs_to_serve,
        lines > 0 and margin is null as without_cost
    from mart.account_month
    where month <= $as_of
),

final as (
    select
        account_id,
        sum(margin) as margin,
        sum(costs_to_serve) as costs_to_serve,
        count(*) filter (where without_cost) as months_without_cost,
        sum(revenue) filter (where in_window) as revenue_12m,
        sum(margin) filter (where in_window) as margin_12m,
        sum(costs_to_serve) filter (where in_window) as costs_to_serve_12m,
        count(*) filter (where in_window and without_cost) as months_without_cost_12m,
        sum(service_cost) filter (where in_window) as service_cost_12m,
        sum(freight) filter (where in_window) as freight_12m,
        sum(commission) filter (where in_window) as commission_12m,
        sum(rebate) filter (where in_window) as rebate_12m,
        sum(financing) filter (where in_window) as financing_12m,
        sum(list_value) filter (where in_window) as list_value_12m,
        sum(discount) filter (where in_window) as discount_12m,
        sum(orders) filter (where in_window) as orders_12m,
        sum(purchases) filter (where in_window) as purchases_12m,
        count(*) filter (where in_window and purchases > 0) as months_active_12m,
        sum(revenue) filter (where in_previous) as revenue_prev_12m,
        sum(margin) filter (where in_previous) as margin_prev_12m,
        sum(costs_to_serve) filter (where in_previous) as costs_to_serve_prev_12m,
        count(*) filter (where in_previous and without_cost) as months_without_cost_prev_12m,
        sum(list_value) filter (where in_previous) as list_value_prev_12m,
        sum(discount) filter (where in_previous) as discount_prev_12m,
        sum(purchases) filter (where in_previous) as purchases_prev_12m
    from months
    group by account_id
)

select
    account_id,
    margin,
    costs_to_serve,
    months_without_cost,
    revenue_12m,
    margin_12m,
    costs_to_serve_12m,
    months_without_cost_12m,
    service_cost_12m,
    freight_12m,
    commission_12m,
    rebate_12m,
    financing_12m,
    list_value_12m,
    discount_12m,
    orders_12m,
    purchases_12m,
    months_active_12m,
    revenue_prev_12m,
    margin_prev_12m,
    costs_to_serve_prev_12m,
    months_without_cost_prev_12m,
    list_value_prev_12m,
    discount_prev_12m,
    purchases_prev_12m
from final
