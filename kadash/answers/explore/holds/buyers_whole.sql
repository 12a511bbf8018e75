-- purpose: whether mart.buyer_bits tells categories: where that took too many rows it does not
-- one row is: the company
select count(*) filter (where not all_categories) > 0 as holds
from mart.buyer_bits
