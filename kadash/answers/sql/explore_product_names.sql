-- purpose: what products are called, on lines that the viewer sees
-- one row is: a product of those asked for that has a name; parameters: $keys
select
    line.product_id as key,
    min(line.product_name) as name
from core.order_line as line
where
    list_contains(cast($keys as varchar[]), line.product_id)
    and line.product_name is not null
    and seen_by_id(line)
group by line.product_id
