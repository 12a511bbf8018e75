-- mart.portfolio_month: all accounts together, for pages that ask about everybody.
-- one row is: a month with a row in account_month
-- reads: mart.account_month
-- columns:
--   month            first day of the month
--   accounts         accounts with orders or costs in the month
--   active_accounts  of them, with a purchase
--   orders, lines, revenue, list_value, discount, freight, commission, rebate, service_cost, financing   sums
--   margin, contribution  sums over the account-months where they are known; null where none is
--   revenue_with_margin   revenue of these account-months: below revenue, some cost is unknown
create or replace table mart.portfolio_month as
with
final as (
    select
        month,
        count(*) as accounts,
        count(*) filter (where purchases > 0) as active_accounts,
        sum(orders) as orders,
        sum(lines) as lines,
        sum(revenue) as revenue,
        sum(list_value) as list_value,
        sum(discount) as discount,
        sum(margin) as margin,
        sum(freight) as freight,
        sum(commission) as commission,
        sum(rebate) as rebate,
        sum(service_cost) as service_cost,
        sum(financing) as financing,
        sum(contribution) as contribution,
        sum(revenue) filter (where margin is not null) as revenue_with_margin
    from mart.account_month
    group by month
)

select
    month,
    accounts,
    active_accounts,
    cast(orders as bigint) as orders,
    cast(lines as bigint) as lines,
    cast(revenue as decimal(38, 4)) as revenue,
    cast(list_value as decimal(38, 4)) as list_value,
    cast(discount as decimal(38, 4)) as discount,
    cast(margin as decimal(38, 4)) as margin,
    cast(freight as decimal(38, 4)) as freight,
    cast(commission as decimal(38, 4)) as commission,
    cast(rebate as decimal(38, 4)) as rebate,
    cast(service_cost as decimal(38, 4)) as service_cost,
    cast(financing as decimal(38, 4)) as financing,
    cast(contribution as decimal(38, 4)) as contribution,
    cast(coalesce(revenue_with_margin, 0) as decimal(38, 4)) as revenue_with_margin
from final
order by month;
