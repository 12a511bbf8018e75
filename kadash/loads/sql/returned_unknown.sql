-- purpose: order numbers that are marked as returned and that no file has lines of
-- one row is: their number
select count(*) as orders
from stage.returned_mark
anti join stage.order_line using (order_id)
