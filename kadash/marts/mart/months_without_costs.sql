-- months_without_costs: sales of a month where no account has costs beside its orders. A step of account_month.sql, in the
-- place of months_with_costs.sql.
-- one row is: an account and a month with orders
-- reads: sales_month (of the step of this name)
-- columns: as in account_month.sql, up to purchases but for contribution
select
    account_id,
    month,
    orders,
    lines,
    quantity,
    revenue,
    list_value,
    discount,
    cost,
    margin,
    freight,
    commission,
    rebate,
    cast(0 as decimal(18, 4)) as service_cost,
    cast(0 as decimal(18, 4)) as financing,
    purchases
from sales_month
