-- months: money of every account in every month.
-- one row is: an account and a month with orders or costs
-- reads: mart.account_month, account_number
-- columns: money in ten-thousandths, so that sums are exact
--   account, month    number of the account; months since year 0
--   margin            0 where not known
--   contribution      that less freight, commission, rebate, service_cost and financing
--   without_cost      1 where lines have a margin that is not known
--   is_active         1 in a month with a purchase
--   the rest          as in mart.account_month
select
    numbers.account,
    cast(year(months.month) * 12 + month(months.month) - 1 as integer) as month,
    cast(coalesce(months.margin, 0) * 1e4 as bigint) as margin,
    cast(
        (
            coalesce(months.margin, 0) - months.freight - months.commission - months.rebate - months.service_cost
            - months.financing
        ) * 1e4 as bigint
    ) as contribution,
    cast(months.lines > 0 and months.margin is null as tinyint) as without_cost,
    cast(months.revenue * 1e4 as bigint) as revenue,
    cast(months.service_cost * 1e4 as bigint) as service_cost,
    cast(months.freight * 1e4 as bigint) as freight,
    cast(months.commission * 1e4 as bigint) as commission,
    cast(months.rebate * 1e4 as bigint) as rebate,
    cast(months.financing * 1e4 as bigint) as financing,
    cast(months.list_value * 1e4 as bigint) as list_value,
    cast(months.discount * 1e4 as bigint) as discount,
    cast(months.orders as integer) as orders,
    cast(months.purchases as tinyint) as purchases,
    cast(months.purchases > 0 as tinyint) as is_active
from mart.account_month as months
inner join account_number as numbers
    on months.account_id = numbers.account_id
