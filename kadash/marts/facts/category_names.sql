-- category_names: the categories in the order of their numbers.
-- one row is: a category
-- reads: mart.counted_line
select distinct category
from mart.counted_line
where category is not null
order by category
