-- purpose: rejected rows that have no sound shape, so that no record of the file is theirs
-- one row is: a rejected row; parameters: $column_step
select distinct
    wanted.source_row,
    wanted.value,
    wanted.code
from wanted
where wanted.source_row not in (select source_row % $column_step from waiting)
order by wanted.source_row
