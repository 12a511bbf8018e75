-- purpose: what an account bought of each product in the last 12 months and in the year before, for its margin bridge
-- one row is: a product and a year in which it was bought
-- parameters: $account_id, $before_first, $now_first, $now_last (days; the year before ends where this one begins)
-- columns: product_id, is_now (this year, else the year before), quantity, revenue, list_value and list_price_revenue (revenue of
--   the lines with a list price), cost, is_cost_known (false where a line with an amount has none)
select
    product_id,
    month >= $now_first as is_now,
    sum(quantity) as quantity,
    sum(revenue) as revenue,
    sum(list_value) as list_value,
    sum(list_value - discount) as list_price_revenue,
    sum(cost) as cost,
    count(*) filter (where cost is null and revenue <> 0) = 0 as is_cost_known
from mart.account_product_month
where account_id = $account_id
    and month between $before_first and $now_last
group by product_id, is_now
