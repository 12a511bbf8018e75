-- purpose: accounts by month, with the figures of mart.account_month
-- one row is: an account and a month with orders or costs
select
    account_id,
    month,
    orders,
    lines,
    quantity,
    revenue,
    list_value,
    discount,
    cost,
    margin,
    freight,
    commission,
    rebate,
    service_cost,
    financing,
    contribution,
    purchases
from mart.account_month
