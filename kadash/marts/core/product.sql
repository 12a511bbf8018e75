-- purpose: the price list
-- one row is a product, as the newest file has it
-- inputs: stage.product
create or replace table stage.price_list as
select
    product_id,
    product_name,
    category,
    list_price,
    unit_cost,
    source_id,
    source_row
from stage.product
qualify row_number() over (partition by product_id order by source_id desc, source_row desc) = 1;

create or replace table core.product as
select
    product_id,
    product_name,
    category,
    list_price,
    unit_cost,
    source_id,
    source_row
from stage.price_list
order by product_id;
