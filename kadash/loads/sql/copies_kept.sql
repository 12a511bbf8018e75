-- purpose: lines of one file that are alike to the letter and all count
-- one row is: how many there are beyond the first of each
with line as (
    select * exclude (source_row)
    from core.order_line
),
alike as (
    select count(*) as copies
    from line
    group by line
    having count(*) > 1
)
select
    sum(copies - 1) as rows,
    null as amount
from alike
