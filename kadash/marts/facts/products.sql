-- products: what was paid for products against their list price, and what they earned.
-- one row is: an account from $first on and before $end, a product and a month with a list price or a cost
-- reads: account_product_sum
-- columns: money in ten-thousandths, so that sums are exact
--   account, month    number of the account, less $first; months since year 0
--   product           number of the product, counted from 1; 0 where the line names none
--   list_value, discount   as in mart.account_product_month; 0 without a list price
--   revenue, margin        of months whose cost is known, else 0
select
    account - cast($first as integer) as account,
    product + 1 as product,
    cast(year(month) * 12 + month(month) - 1 as integer) as month,
    cast(coalesce(list_value, 0) * 1e4 as bigint) as list_value,
    cast(coalesce(discount, 0) * 1e4 as bigint) as discount,
    cast(case when cost is null then 0 else revenue end * 1e4 as bigint) as revenue,
    cast(coalesce(revenue - cost, 0) * 1e4 as bigint) as margin
from account_product_sum
where account >= $first
    and account < $end
    and (list_value is not null or cost is not null)
