-- special_crowds: months in which more than a few accounts bought a product: no year with such a month makes it special.
-- one row is: a product and a month
-- reads: product_month
-- parameters: accounts (a product that no more buy in W is special)
-- columns: product (its number), month (since year 0)
select
    product,
    cast(year(month) * 12 + month(month) - 1 as integer) as month
from product_month
where accounts > $accounts
