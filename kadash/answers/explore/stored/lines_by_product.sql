-- purpose: order lines, summed at the load
-- one row is: a product, a category, made to order or not, and a month
-- columns: as in sources/lines.sql, order_date the first of the month; lines; amount_with_cost; list_value where there is one
select
    product_id as product,
    category,
    custom,
    month as order_date,
    lines,
    amount,
    amount_with_cost,
    quantity,
    list_value,
    list_value - amount_with_list as discount,
    cost,
    amount_with_cost - cost as margin,
    freight,
    commission,
    rebate
from mart.product_sums
