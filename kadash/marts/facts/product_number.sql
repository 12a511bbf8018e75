-- product_number: the place of a product in the order of product_id, counted from 0; the other reads ask by it.
-- one row is: a product with a number or name
-- reads: mart.counted_line
-- columns: product_id, product
create or replace temporary table product_number as
select
    product_id,
    cast(row_number() over (order by product_id) - 1 as integer) as product
from (select distinct product_id from mart.counted_line where product_id is not null)
