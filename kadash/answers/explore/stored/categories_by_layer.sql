-- purpose: what accounts buy by category, summed at the load
-- one row is: a layer of a scheme, a category and a month
-- columns: as in mart.account_category_month; margin where every line has a cost
-- {layer}, {scheme}: what the field is called, and the scheme
select
    layer as {layer},
    category,
    month,
    lines,
    amount as revenue,
    coalesce(list_value, 0) as list_value,
    coalesce(list_value - amount_with_list, 0) as discount,
    coalesce(cost, 0) as cost,
    amount - coalesce(cost, 0) as margin
from mart.layer_sums
where scheme = {scheme}
