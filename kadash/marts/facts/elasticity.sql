-- elasticity: what accounts bought of a product at which price, month by month: what price elasticity is read from.
-- one row is: an account, a product and a month in which it was bought, of products ever bought
--   in at least 6 months at prices that moved; the reader asks the same of the months it looks at
-- reads: mart.account_product_month, account_number
-- columns:
--   account, month    number of the account; months since year 0
--   product           number of the product
--   price, quantity   natural logs of price and quantity, less the mean over all months of the account and the product
with
bought as (
    select
        numbers.account,
        months.product_id,
        cast(year(months.month) * 12 + month(months.month) - 1 as integer) as month,
        ln(cast(months.revenue as double) / cast(months.quantity as double)) as price,
        ln(cast(months.quantity as double)) as quantity
    from mart.account_product_month as months
    inner join account_number as numbers
        on months.account_id = numbers.account_id
    where months.quantity > 0 and months.revenue > 0 and months.product_id is not null
),

moving as (
    select
        account,
        product_id,
        cast(row_number() over () - 1 as integer) as product,
        avg(price) as mean_price,
        avg(quantity) as mean_quantity
    from bought
    group by account, product_id
    having count(*) >= 6 and max(price) - min(price) > 0.004
)

select
    bought.account,
    moving.product,
    bought.month,
    bought.price - moving.mean_price as price,
    bought.quantity - moving.mean_quantity as quantity
from bought
inner join moving
    on bought.account = moving.account and bought.product_id = moving.product_id
