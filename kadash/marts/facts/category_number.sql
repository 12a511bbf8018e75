-- category_number: the place of a category in their order, counted from 0; the read of categories asks by it.
-- one row is: a category
-- reads: mart.counted_line
-- columns: category, number
create or replace temporary table category_number as
select
    category,
    cast(row_number() over (order by category) - 1 as integer) as number
from (select distinct category from mart.counted_line where category is not null)
