-- purpose: what accounts buy by product, line by line; stands in for products where lines add up to what is asked
-- one row is: an order line
-- columns: as in mart.account_product_month; margin as in products.sql where every line has a cost
select
    account_id,
    product_id,
    cast(date_trunc('month', day) as date) as month,
    coalesce(quantity, 0) as quantity,
    amount as revenue,
    list_value,
    list_value - amount as discount,
    coalesce(cost, 0) as cost,
    amount - coalesce(cost, 0) as margin
from mart.counted_line
