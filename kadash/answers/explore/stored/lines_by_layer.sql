-- purpose: order lines, summed at the load
-- one row is: a layer of a scheme, a category and a month
-- columns: as in lines_by_group.sql; margin where every line has a cost
-- {layer}, {scheme}: what the field is called, and the scheme
select
    layer as {layer},
    category,
    month as order_date,
    lines,
    amount,
    amount as amount_with_cost,
    list_value,
    list_value - amount_with_list as discount,
    cost,
    amount - cost as margin
from mart.layer_sums
where scheme = {scheme}
