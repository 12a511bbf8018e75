-- products: what was paid for products against their list price, and what they earned.
-- one row is: an account, a product and a month with a list price or a cost
-- reads: mart.account_product_month, account_number
-- columns: money in ten-thousandths, so that sums are exact
--   account, month    number of the account; months since year 0
--   product           number of the product
--   list_value, discount   as in mart.account_product_month; 0 without a list price
--   revenue, margin        of months whose cost is known, else 0
with
product_number as (
    select
        product_id,
        cast(row_number() over () - 1 as integer) as product
    from (select distinct product_id from mart.account_product_month)
)

select
    numbers.account,
    product_number.product,
    cast(year(months.month) * 12 + month(months.month) - 1 as integer) as month,
    cast(coalesce(months.list_value, 0) * 10000 as bigint) as list_value,
    cast(coalesce(months.discount, 0) * 10000 as bigint) as discount,
    cast(case when months.cost is null then 0 else months.revenue end * 10000 as bigint) as revenue,
    cast(coalesce(months.revenue - months.cost, 0) * 10000 as bigint) as margin
from mart.account_product_month as months
inner join account_number as numbers
    on months.account_id = numbers.account_id
inner join product_number
    on months.product_id = product_number.product_id
where months.list_value is not null
    or months.cost is not null
