-- purpose: lines set aside because their order was returned
-- one row is: their number and amount
select
    count(*) as rows,
    sum(amount) as amount
from meta.set_aside_row
where code = 'returned'
