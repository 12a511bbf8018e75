-- special_crowds: months in which more than a few accounts bought a product: no year with such a month makes it special.
-- one row is: a product and a month
-- reads: mart.account_product_month
-- parameters: accounts (a product that no more buy in W is special)
-- columns: product (its number, as in specials.sql), month (since year 0)
with
holders as (
    select
        product_id,
        month,
        count(*) filter (where revenue > 0) as accounts
    from mart.account_product_month
    where product_id is not null
    group by product_id, month
),

product_number as (
    select
        product_id,
        cast(row_number() over (order by product_id) - 1 as integer) as product
    from (select distinct product_id from holders)
)

select
    product_number.product,
    cast(year(holders.month) * 12 + month(holders.month) - 1 as integer) as month
from holders
inner join product_number
    on holders.product_id = product_number.product_id
where holders.accounts > $accounts
