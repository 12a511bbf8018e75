-- product_month: how many accounts bought a product in a month; the reads of special products ask by its number.
-- one row is: a product with a number or name and a month in which it has a row
-- reads: mart.account_product_month
-- columns: product_id, product (its place in the order of product_id, counted from 0), month (its first day), accounts
create or replace temporary table product_month as
select
    product_id,
    cast(dense_rank() over (order by product_id) - 1 as integer) as product,
    month,
    accounts
from (
    select
        product_id,
        month,
        count(*) filter (where revenue > 0) as accounts
    from mart.account_product_month
    where product_id is not null
    group by product_id, month
)
