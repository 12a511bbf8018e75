-- purpose: what accounts buy by category and month, with the figures of mart.account_category_month
-- one row is: an account, a category and a month
select
    account_id,
    category,
    month,
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
    financing,
    contribution,
    days
from mart.account_category_month
