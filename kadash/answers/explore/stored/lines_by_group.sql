-- purpose: order lines, summed at the load
-- one row is: what is said of accounts, a category and a month
-- columns: as in sources/lines.sql, order_date the first of the month; lines; amount_with_cost; list_value where there is one
select
    region,
    industry,
    owner,
    declared_class,
    category,
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
from mart.group_sums
