-- purpose: what accounts buy by product, summed at the load
-- one row is: a product, a category and a month
-- columns: as in sources/products.sql, and lines; margin where every line has a cost
select
    product_id,
    month,
    lines,
    coalesce(quantity, 0) as quantity,
    amount as revenue,
    list_value,
    list_value - amount_with_list as discount,
    coalesce(cost, 0) as cost,
    amount - coalesce(cost, 0) as margin
from mart.product_sums
