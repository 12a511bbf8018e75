-- account_product_sum: what every account bought of every product in every month; the reads of prices, elasticity and special products
-- ask it, and it goes when they have: nearly as many rows as there are lines.
-- one row is: an account, a product and a month from $from_month on: no reader looks further back
-- reads: mart.account_product_month, account_number, product_number
-- columns: the columns of mart.account_product_month, but
--   account, product   their numbers; -1 for lines without a product
create or replace temporary table account_product_sum as
select
    numbers.account,
    coalesce(product_number.product, -1) as product,
    months.month,
    months.quantity,
    months.revenue,
    months.list_value,
    months.discount,
    months.cost,
    months.custom
from mart.account_product_month as months
inner join account_number as numbers
    on months.account_id = numbers.account_id
left join product_number
    on months.product_id = product_number.product_id
where months.month >= $from_month
