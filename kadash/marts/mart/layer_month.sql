-- mart.layer_month: the accounts of a layer together, month by month, for pages that ask about everybody.
-- one row is: a scheme, a layer (as it is now) and a month with orders or costs of its accounts
-- reads: mart.account_month, mart.segment
-- columns:
--   scheme, layer
--   month            first day of the month
--   active_accounts  accounts with a purchase in the month
--   orders, revenue, service_cost   sums
--   margin, contribution  sums over the account-months where they are known; null where none is
-- One pass over account_month: months are summed by the combination of layers an account has, of which there are few.
create or replace table mart.layer_month as
with
combinations as (
    select
        account_id,
        string_agg(scheme || ':' || layer, ',' order by scheme) as layers
    from mart.segment
    group by account_id
),

combination_months as (
    select
        combinations.layers,
        months.month,
        count(*) filter (where months.purchases > 0) as active_accounts,
        sum(months.orders) as orders,
        sum(months.revenue) as revenue,
        sum(months.service_cost) as service_cost,
        sum(months.margin) as margin,
        sum(months.contribution) as contribution
    from mart.account_month as months
    inner join combinations
        on months.account_id = combinations.account_id
    group by combinations.layers, months.month
),

layer_parts as (
    select
        unnest(string_split(layers, ',')) as scheme_and_layer,
        * exclude (layers)
    from combination_months
),

final as (
    select
        split_part(scheme_and_layer, ':', 1) as scheme,
        split_part(scheme_and_layer, ':', 2) as layer,
        month,
        sum(active_accounts) as active_accounts,
        sum(orders) as orders,
        sum(revenue) as revenue,
        sum(service_cost) as service_cost,
        sum(margin) as margin,
        sum(contribution) as contribution
    from layer_parts
    group by scheme, layer, month
)

select
    scheme,
    layer,
    month,
    cast(active_accounts as bigint) as active_accounts,
    cast(orders as bigint) as orders,
    cast(revenue as decimal(38, 4)) as revenue,
    cast(service_cost as decimal(38, 4)) as service_cost,
    cast(margin as decimal(38, 4)) as margin,
    cast(contribution as decimal(38, 4)) as contribution
from final
order by scheme, layer, month;
