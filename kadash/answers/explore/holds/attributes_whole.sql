-- purpose: whether mart.attribute_sums has every line: where it took too many rows it has none
-- one row is: the company
select coalesce(sum(lines), 0) = (select coalesce(sum(lines), 0) from mart.portfolio_month) as holds
from mart.attribute_sums
