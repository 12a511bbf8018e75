-- purpose: rejected rows side by side with the cells they have in their file
-- one row of written is a record of the file that waits, numbered in the order of the file; parameters: $column_step
-- inputs: wanted (a rejected row as its table counts it), waiting (its record: number and cells)
create or replace table written as
select
    row_number() over (order by waiting.source_row, wanted.value) as place,
    wanted.fault_column,
    wanted.value,
    wanted.code,
    waiting.*
from waiting
join (select distinct source_row, fault_column, value, code from wanted) wanted
    on wanted.source_row = waiting.source_row % $column_step;
