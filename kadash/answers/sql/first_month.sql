-- purpose: how far the data reaches back
-- one row is: the first month with orders (null: none)
select min(month) as first_month
from mart.portfolio_month
where revenue <> 0
