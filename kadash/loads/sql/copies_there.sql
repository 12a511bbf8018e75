-- purpose: whether any line of a file may stand there twice, by hashes: cheap enough for files of any size
-- one row is: the company
select count(*) > count(distinct hash(line)) as may_be_there
from (
    select * exclude (source_row)
    from core.order_line
) as line
