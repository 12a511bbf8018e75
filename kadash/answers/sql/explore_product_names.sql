-- purpose: what products are called
-- one row is: a product of those asked for that has a name; parameters: $keys
select
    product_id as key,
    min(product_name) as name
from core.order_line
where list_contains(cast($keys as varchar[]), product_id) and product_name is not null
group by product_id
