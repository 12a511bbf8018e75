-- purpose: refunds from a column beside the sales, taken off the amounts of the lines that count
-- one row is: the number of lines with one, and what went back
select
    count(*) as rows,
    sum(refund) as amount
from core.order_line
where refund <> 0
