-- purpose: what the products that an account bought are called
-- one row is: a product (its name where it has no number); parameters: $account_id
select
    coalesce(product_id, product_name) as product_id,
    min(product_name) as product_name,
    min(category) as category
from core.order_line
where account_id = $account_id
group by coalesce(product_id, product_name)
