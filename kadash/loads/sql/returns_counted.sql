-- purpose: returns among the lines that count
-- one row is: their number and amount
select
    count(*) as rows,
    sum(amount) as amount
from core.order_line
where amount < 0
