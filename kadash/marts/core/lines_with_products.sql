-- purpose: order lines with what the price list says about their product
-- one row is an order line
-- inputs: stage.freighted_line, stage.price_list
create or replace view stage.priced_line as
select
    line.* exclude (product_name, category),
    coalesce(line.product_name, product.product_name) as product_name,
    coalesce(line.category, product.category) as category,
    nullif(product.list_price, 0) as product_list_price,
    product.unit_cost as product_unit_cost
from stage.freighted_line line
left join stage.price_list product on product.product_id = line.product_id;
