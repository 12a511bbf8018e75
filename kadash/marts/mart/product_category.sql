-- mart.product_category: which category a product is of, for who compares what was bought of whole categories.
-- one row is: a product with a number or name
-- reads: product_number (kadash/marts/facts)
-- columns:
--   product_id
--   category    the first by name of those that its lines name; null where none does
create or replace table mart.product_category as
select
    product_id,
    category
from product_number
order by product_id;
