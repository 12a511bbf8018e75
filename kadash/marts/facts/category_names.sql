-- category_names: the categories in the order of their numbers.
-- one row is: a category
-- reads: mart.account_category_month
select distinct category
from mart.account_category_month
where category is not null
order by category
