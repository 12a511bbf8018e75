-- purpose: lines whose product is in a list of products
-- one row is: their number
select
    count(*) as rows,
    null as amount
from core.order_line
semi join core.product using (product_id)
