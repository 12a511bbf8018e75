-- purpose: what accounts buy by category, line by line; stands in for categories where lines add up to what is asked
-- one row is: an order line
-- columns: as in mart.account_category_month, with the day; margin as there where every line has a cost
select
    account_id,
    category,
    day,
    cast(date_trunc('month', day) as date) as month,
    1 as lines,
    coalesce(quantity, 0) as quantity,
    amount as revenue,
    coalesce(list_value, 0) as list_value,
    coalesce(list_value - amount, 0) as discount,
    coalesce(cost, 0) as cost,
    amount - coalesce(cost, 0) as margin,
    coalesce(freight, 0) as freight,
    coalesce(commission, 0) as commission,
    coalesce(rebate, 0) as rebate
from mart.counted_line
