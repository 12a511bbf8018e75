-- category_names: the categories in the order of their numbers.
-- one row is: a category
-- reads: category_number
select category
from category_number
order by number
