-- purpose: lines of one file that are alike to the letter and all count
-- one row is: how many there are beyond the first of each; only lines whose hash stands there twice are looked at in full
with line as (
    select * exclude (source_row)
    from core.order_line
),
again as (
    select hash(line) as hashed
    from line
    group by hashed
    having count(*) > 1
),
alike as (
    select count(*) as copies
    from line
    semi join again on hash(line) = again.hashed
    group by line
    having count(*) > 1
)
select
    sum(copies - 1) as rows,
    null as amount
from alike
