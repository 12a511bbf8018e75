-- purpose: revenue to the as-of date, exact
-- one row is: the company
select coalesce(sum(revenue), 0) as revenue
from mart.account_month
