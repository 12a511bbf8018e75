-- mart.month_sums: months of accounts together, by what is said of the accounts, for questions about many of them.
-- one row is: a region, an industry, an owner and a declared class that accounts have together, and a month of which one of them
--   has a row in mart.account_month
-- reads: mart.account_month, account_attributes
-- columns:
--   region, industry, owner, declared_class    as in mart.account
--   month                 first day of the month
--   account_months        rows of mart.account_month
--   orders to purchases   sums of the columns of mart.account_month; null where none is known
--   revenue_with_margin, revenue_with_contribution   revenue of the account-months whose margin (contribution) is known
create or replace table mart.month_sums as
with
combinations as (
    select distinct combination_number, region, industry, owner, declared_class from account_attributes
),

summed as (
    select
        attributes.combination_number,
        months.month,
        count(*) as account_months,
        sum(months.orders) as orders,
        sum(months.lines) as lines,
        sum(months.quantity) as quantity,
        sum(months.revenue) as revenue,
        sum(months.list_value) as list_value,
        sum(months.discount) as discount,
        sum(months.cost) as cost,
        sum(months.margin) as margin,
        sum(months.freight) as freight,
        sum(months.commission) as commission,
        sum(months.rebate) as rebate,
        sum(months.service_cost) as service_cost,
        sum(months.financing) as financing,
        sum(months.contribution) as contribution,
        sum(months.purchases) as purchases,
        sum(months.revenue) filter (where months.margin is not null) as revenue_with_margin,
        sum(months.revenue) filter (where months.contribution is not null) as revenue_with_contribution
    from mart.account_month as months
    inner join account_attributes as attributes on months.account_id = attributes.account_id
    group by attributes.combination_number, months.month
),

final as (
    select *
    from summed
    inner join combinations using (combination_number)
)

select
    region,
    industry,
    owner,
    declared_class,
    month,
    account_months,
    cast(orders as bigint) as orders,
    cast(lines as bigint) as lines,
    quantity,
    revenue,
    list_value,
    discount,
    cost,
    margin,
    freight,
    commission,
    rebate,
    service_cost,
    financing,
    contribution,
    cast(purchases as bigint) as purchases,
    revenue_with_margin,
    revenue_with_contribution
from final
order by region, industry, owner, declared_class, month;
