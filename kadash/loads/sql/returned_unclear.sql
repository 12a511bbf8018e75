-- purpose: order numbers that are marked as returned and belong to several accounts
-- one row is: their number
select count(*) as orders
from stage.returned_unclear
