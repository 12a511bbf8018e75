-- purpose: order lines, summed at the load
-- one row is: what is said of accounts, a category and a month
-- columns: as in sources/lines.sql, order_date the first of the month; lines; amount_with_cost; list_value where there is one
select
    * exclude (month, amount_with_list),
    month as order_date,
    list_value - amount_with_list as discount,
    amount_with_cost - cost as margin
from mart.attribute_sums
