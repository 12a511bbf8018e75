-- purpose: what an account bought of each product in the last 12 months and in the year before, for its margin bridge
-- one row is: a product bought in either year, most revenue first
-- parameters: $account_id, $before_first, $now_first, $now_last (days; the year before ends where this one begins)
-- columns: product_id, then _before and _now: quantity, revenue, list_value (null unless every line has a list price), cost
--   (null in a year not bought in); cost_known (false where a line with an amount has none)
select
    product_id,
    cast(coalesce(sum(quantity) filter (where month < $now_first), 0) as double) as quantity_before,
    cast(coalesce(sum(quantity) filter (where month >= $now_first), 0) as double) as quantity_now,
    cast(coalesce(sum(revenue) filter (where month < $now_first), 0) as double) as revenue_before,
    cast(coalesce(sum(revenue) filter (where month >= $now_first), 0) as double) as revenue_now,
    cast(case
        when abs(
            coalesce(sum(list_value - discount) filter (where month < $now_first), 0)
            - sum(revenue) filter (where month < $now_first)
        ) < 0.01 then sum(list_value) filter (where month < $now_first)
    end as double) as list_value_before,
    cast(case
        when abs(
            coalesce(sum(list_value - discount) filter (where month >= $now_first), 0)
            - sum(revenue) filter (where month >= $now_first)
        ) < 0.01 then sum(list_value) filter (where month >= $now_first)
    end as double) as list_value_now,
    cast(sum(coalesce(cost, 0)) filter (where month < $now_first) as double) as cost_before,
    cast(sum(coalesce(cost, 0)) filter (where month >= $now_first) as double) as cost_now,
    count(*) filter (where cost is null and revenue <> 0) = 0 as cost_known
from mart.account_product_month
where account_id = $account_id
    and month between $before_first and $now_last
group by product_id
order by revenue_now desc, product_id
