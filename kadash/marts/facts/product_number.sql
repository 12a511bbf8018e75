-- product_number: the place of a product in the order of product_id, counted from 0; the other reads ask by it.
-- one row is: a product with a number or name
-- reads: mart.counted_line
-- columns: product_id, product
--   category         the first by name of those that its lines name; null where none does
--   category_number  its place among those of all products, counted from 1; 0 where there is none
create or replace temporary table product_number as
with
product as (
    select
        product_id,
        min(category) as category
    from mart.counted_line
    where product_id is not null
    group by product_id
)

select
    product_id,
    cast(row_number() over (order by product_id) - 1 as integer) as product,
    category,
    case when category is null then 0 else cast(dense_rank() over (order by category nulls last) as integer) end
        as category_number
from product
