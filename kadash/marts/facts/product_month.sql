-- product_month: how many accounts bought a product in a month; the reads of special products ask by its number.
-- one row is: a product with a number or name and a month in which it has a row
-- reads: account_product_sum
-- columns: product (its number), month (its first day), accounts
create or replace temporary table product_month as
select
    product,
    month,
    count(*) filter (where revenue > 0) as accounts
from account_product_sum
where product >= 0
group by product, month
