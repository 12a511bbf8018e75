-- purpose: what accounts bought of each product in two quarters, for their margin bridges
-- one row is: an account and a product bought in either quarter
-- parameters: $before_first, $before_last, $now_first, $now_last (days), $owners, $regions, $industries, $groups (among.sql)
-- columns: account_id, product_id, category, lacks_cost (true where a line with an amount has no cost), and each with _before
--   and _now: quantity, revenue, list_value (null unless every line has a list price), cost
with seen as (
    select account_id
    from mart.account as account
    where among(account)
),
bought as (
    select
        account_id,
        product_id,
        month >= $now_first as is_now,
        sum(quantity) as quantity,
        sum(revenue) as revenue,
        case when abs(coalesce(sum(list_value - discount), 0) - sum(revenue)) < 0.01 then sum(list_value) end as list_value,
        sum(cost) as cost,
        count(*) filter (where cost is null and revenue <> 0) > 0 as lacks_cost
    from mart.account_product_month
    semi join seen using (account_id)
    where month between $before_first and $before_last or month between $now_first and $now_last
    group by account_id, product_id, is_now
)
select
    bought.account_id,
    bought.product_id,
    min(named.category) as category,
    bool_or(bought.lacks_cost) as lacks_cost,
    cast(coalesce(sum(bought.quantity) filter (where not is_now), 0) as double) as quantity_before,
    cast(coalesce(sum(bought.quantity) filter (where is_now), 0) as double) as quantity_now,
    cast(coalesce(sum(bought.revenue) filter (where not is_now), 0) as double) as revenue_before,
    cast(coalesce(sum(bought.revenue) filter (where is_now), 0) as double) as revenue_now,
    cast(sum(bought.list_value) filter (where not is_now) as double) as list_value_before,
    cast(sum(bought.list_value) filter (where is_now) as double) as list_value_now,
    cast(sum(bought.cost) filter (where not is_now) as double) as cost_before,
    cast(sum(bought.cost) filter (where is_now) as double) as cost_now
from bought
left join mart.product_category as named on named.product_id = bought.product_id
group by bought.account_id, bought.product_id
order by bought.account_id, bought.product_id
