-- first_cost: the first month in which any cost is known.
-- one row is: the company
-- reads: mart.account_month
select year(min(month)) * 12 + month(min(month)) - 1 as month
from mart.account_month
where cost is not null
