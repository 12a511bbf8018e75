-- purpose: what an account bought of each product in the last 12 months and in the year before, for its margin bridge
-- one row is: a product bought in either year
-- parameters: $account_id, $before_first, $now_first, $now_last (days; the year before ends where this one begins)
-- columns: product_id, product_name, category, then _before and _now: quantity, revenue, list_value (null unless every
--   line has a list price), cost (null where a line with an amount has none)
with
names as (
    select
        coalesce(product_id, product_name) as product_id,
        min(product_name) as product_name,
        min(category) as category
    from core.order_line
    where account_id = $account_id
    group by coalesce(product_id, product_name)
),

months as (
    select
        product_id,
        month >= $now_first as is_now,
        quantity,
        revenue,
        list_value,
        discount,
        cost
    from mart.account_product_month
    where account_id = $account_id
        and month between $before_first and $now_last
),

years as (
    select
        product_id,
        is_now,
        sum(quantity) as quantity,
        sum(revenue) as revenue,
        case
            when abs(coalesce(sum(list_value - discount), 0) - sum(revenue)) < 0.01 then sum(list_value)
        end as list_value,
        case when count(*) filter (where cost is null and revenue <> 0) = 0 then coalesce(sum(cost), 0) end as cost
    from months
    group by product_id, is_now
),

final as (
    select
        product_id,
        sum(quantity) filter (where not is_now) as quantity_before,
        sum(quantity) filter (where is_now) as quantity_now,
        sum(revenue) filter (where not is_now) as revenue_before,
        sum(revenue) filter (where is_now) as revenue_now,
        sum(list_value) filter (where not is_now) as list_value_before,
        sum(list_value) filter (where is_now) as list_value_now,
        sum(cost) filter (where not is_now) as cost_before,
        sum(cost) filter (where is_now) as cost_now,
        count(*) filter (where cost is null) = 0 as cost_known
    from years
    group by product_id
)

select
    final.product_id,
    names.product_name,
    names.category,
    coalesce(final.quantity_before, 0)::double as quantity_before,
    coalesce(final.quantity_now, 0)::double as quantity_now,
    coalesce(final.revenue_before, 0)::double as revenue_before,
    coalesce(final.revenue_now, 0)::double as revenue_now,
    final.list_value_before::double as list_value_before,
    final.list_value_now::double as list_value_now,
    final.cost_before::double as cost_before,
    final.cost_now::double as cost_now,
    final.cost_known
from final
left join names on final.product_id is not distinct from names.product_id
order by final.revenue_now desc nulls last, final.product_id
