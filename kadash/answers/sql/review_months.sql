-- purpose: what an account bought and brought, month by month, months without anything included
-- one row is: a month from $first_month to $last_month; parameters: $account_id, $first_month, $last_month (first days)
-- columns: month, orders, revenue, margin, contribution (null where cost is unknown), price_to_list (null without list)
with
months as (
    select cast(unnest(generate_series($first_month::date, $last_month::date, interval 1 month)) as date) as month
),

account_months as (
    select
        month,
        orders,
        revenue,
        list_value,
        discount,
        margin,
        contribution
    from mart.account_month
    where account_id = $account_id
)

select
    months.month,
    coalesce(account_months.orders, 0) as orders,
    cast(coalesce(account_months.revenue, 0) as double) as revenue,
    case when account_months.month is null then 0 else cast(account_months.margin as double) end as margin,
    case when account_months.month is null then 0 else cast(account_months.contribution as double) end as contribution,
    case
        when account_months.list_value > 0 then 1 - cast(account_months.discount as double) / account_months.list_value
    end as price_to_list
from months
left join account_months on months.month = account_months.month
order by months.month
