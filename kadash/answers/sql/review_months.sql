-- purpose: what an account bought and brought, month by month
-- one row is: a month with orders or costs; parameters: $account_id, $first_month, $last_month (their first days)
-- columns: month, orders, revenue, margin, contribution (null where cost is unknown), price_to_list (null without list), and
--   what serving it cost
select
    month,
    orders,
    revenue,
    margin,
    contribution,
    case when list_value > 0 then 1 - cast(discount as double) / list_value end as price_to_list,
    freight,
    commission,
    rebate,
    service_cost,
    financing
from mart.account_month
where account_id = $account_id
    and month between $first_month and $last_month
