-- months_with_costs: sales and costs of a month side by side. A step of account_month.sql.
-- one row is: an account and a month with orders or costs
-- reads: sales_month, cost_month (of the steps of these names)
-- columns: as in account_month.sql, up to purchases but for contribution
with
first_cost as (
    select min(month) as month
    from sales_month
    where cost is not null
)

select
    coalesce(sales_month.account_id, cost_month.account_id) as account_id,
    coalesce(sales_month.month, cost_month.month) as month,
    coalesce(sales_month.orders, 0) as orders,
    coalesce(sales_month.lines, 0) as lines,
    coalesce(sales_month.quantity, 0) as quantity,
    coalesce(sales_month.revenue, 0) as revenue,
    coalesce(sales_month.list_value, 0) as list_value,
    coalesce(sales_month.discount, 0) as discount,
    case
        when sales_month.lines is not null then sales_month.cost
        when cost_month.month >= first_cost.month then 0
    end as cost,
    case
        when sales_month.lines is not null then sales_month.margin
        when cost_month.month >= first_cost.month then 0
    end as margin,
    coalesce(sales_month.freight, 0) as freight,
    coalesce(sales_month.commission, 0) as commission,
    coalesce(sales_month.rebate, 0) as rebate,
    coalesce(cost_month.service_cost, 0) as service_cost,
    coalesce(cost_month.financing, 0) as financing,
    coalesce(sales_month.purchases, 0) as purchases
from sales_month
full join cost_month
    on sales_month.account_id = cost_month.account_id
    and sales_month.month = cost_month.month
cross join first_cost
