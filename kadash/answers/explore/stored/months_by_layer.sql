-- purpose: months of accounts, summed at the load
-- one row is: a layer of a scheme and a month
-- columns: as in mart.layer_month
-- {layer}, {scheme}: what the field is called, and the scheme
select
    layer as {layer},
    month,
    orders,
    revenue,
    service_cost,
    margin,
    contribution
from mart.layer_month
where scheme = {scheme}
