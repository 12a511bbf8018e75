-- elasticity: what accounts bought of a product at which price, month by month: what price elasticity is read from.
-- one row is: an account, a product and a month in which it was bought, of products ever bought
--   in at least 6 months at prices that moved; the reader asks the same of the months it looks at
-- reads: account_product_sum
-- columns:
--   account, month    number of the account; months since year 0
--   product           number of the product
--   price, quantity   natural logs of price and quantity, less the mean over all these months of the account and the product
with
-- most accounts buy most products in a few months only: those are never looked at more closely
often as (
    select
        account,
        product
    from account_product_sum
    where quantity > 0 and revenue > 0 and product >= 0
    group by account, product
    having count(*) >= 6
),

bought as (
    select
        account,
        product,
        cast(year(month) * 12 + month(month) - 1 as integer) as month,
        ln(cast(revenue as double) / cast(quantity as double)) as price,
        ln(cast(quantity as double)) as quantity
    from account_product_sum
    semi join often using (account, product)
    where quantity > 0 and revenue > 0
),

moving as (
    select
        account,
        product,
        avg(price) as mean_price,
        avg(quantity) as mean_quantity
    from bought
    group by account, product
    having max(price) - min(price) > 0.004
)

select
    bought.account,
    bought.product,
    bought.month,
    bought.price - moving.mean_price as price,
    bought.quantity - moving.mean_quantity as quantity
from bought
inner join moving
    on bought.account = moving.account and bought.product = moving.product
