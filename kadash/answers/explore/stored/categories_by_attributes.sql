-- purpose: what accounts buy by category, summed at the load
-- one row is: what is said of accounts, a category and a month
-- columns: as in mart.account_category_month; margin where every line has a cost
select
    region,
    industry,
    owner,
    declared_class,
    category,
    month,
    lines,
    coalesce(quantity, 0) as quantity,
    amount as revenue,
    coalesce(list_value, 0) as list_value,
    coalesce(list_value - amount_with_list, 0) as discount,
    coalesce(cost, 0) as cost,
    amount - coalesce(cost, 0) as margin,
    coalesce(freight, 0) as freight,
    coalesce(commission, 0) as commission,
    coalesce(rebate, 0) as rebate
from mart.attribute_sums
