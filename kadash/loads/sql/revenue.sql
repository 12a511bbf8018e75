-- purpose: what all order lines up to a day come to, to the cent
-- one row is: the sum; parameters: $as_of
select cast(round(coalesce(sum(amount), 0), 2) as decimal(38, 2)) as revenue
from core.order_line
where order_date <= cast($as_of as date)
