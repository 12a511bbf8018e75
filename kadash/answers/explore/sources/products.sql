-- purpose: what accounts buy by product and month, with the figures of mart.account_product_month
-- one row is: an account, a product and a month
select
    account_id,
    product_id,
    month,
    custom,
    quantity,
    revenue,
    list_value,
    discount,
    cost,
    revenue - cost as margin
from mart.account_product_month
