-- purpose: order lines, summed at the load over the months of accounts, with their orders
-- one row is: what is said of accounts, and a month
-- columns: as in lines_by_attributes.sql; margin where every line has a cost; orders where each lies in one month
select
    region,
    industry,
    owner,
    declared_class,
    month as order_date,
    lines,
    revenue as amount,
    revenue as amount_with_cost,
    margin,
    orders
from mart.month_sums
where lines > 0
