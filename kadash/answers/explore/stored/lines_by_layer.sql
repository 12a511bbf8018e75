-- purpose: order lines, summed at the load
-- one row is: a layer of a scheme, a category and a month
-- columns: as in lines_by_attributes.sql; margin where every line has a cost
-- {layer}, {scheme}: what the field is called, and the scheme
select
    * exclude (scheme, layer, month, amount_with_list),
    layer as {layer},
    month as order_date,
    amount as amount_with_cost,
    list_value - amount_with_list as discount,
    amount - cost as margin
from mart.layer_sums
where scheme = {scheme}
