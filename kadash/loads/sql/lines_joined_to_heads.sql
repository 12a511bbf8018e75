-- purpose: lines whose order has a head
-- one row is: their number
select
    count(*) as rows,
    null as amount
from core.order_line line
semi join stage.head head on head.order_id = line.order_id and head.account_id = line.account_id
