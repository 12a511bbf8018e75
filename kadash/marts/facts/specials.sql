-- specials: what was bought of products that may be special: made to order, or held by few.
-- one row is: an account, a product and a month with a made-to-order line, or in which at most `accounts` bought the product
-- reads: account_product_sum, product_month
-- parameters: accounts (a product that no more buy in W is special)
-- columns: money in ten-thousandths, so that sums are exact
--   account, month    number of the account; months since year 0
--   product           number of the product; -1 where the line names none
--   revenue           as in mart.account_product_month
--   custom            1 where a line was made to order
select
    months.account,
    months.product,
    cast(year(months.month) * 12 + month(months.month) - 1 as integer) as month,
    cast(months.revenue * 1e4 as bigint) as revenue,
    cast(months.custom as tinyint) as custom
from account_product_sum as months
left join product_month
    on months.product = product_month.product
    and months.month = product_month.month
where months.custom or product_month.accounts <= $accounts
