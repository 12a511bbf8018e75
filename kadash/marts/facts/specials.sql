-- specials: what was bought of products that may be special: made to order, or held by few.
-- one row is: an account, a product and a month with a made-to-order line, or in which at most `accounts` bought the product
-- reads: mart.account_product_month, account_number
-- parameters: accounts (a product that no more buy in W is special)
-- columns: money in ten-thousandths, so that sums are exact
--   account, month    number of the account; months since year 0
--   product           number of the product, the same in special_crowds.sql; -1 where the line names none
--   revenue           as in mart.account_product_month
--   custom            1 where a line was made to order
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
),

few as (
    select
        product_id,
        month
    from holders
    where accounts <= $accounts
),

final as (
    select
        months.account_id,
        months.product_id,
        months.month,
        months.revenue,
        months.custom
    from mart.account_product_month as months
    semi join few
        on months.product_id = few.product_id
        and months.month = few.month

    union all

    select
        months.account_id,
        months.product_id,
        months.month,
        months.revenue,
        months.custom
    from mart.account_product_month as months
    anti join few
        on months.product_id = few.product_id
        and months.month = few.month
    where months.custom
)

select
    numbers.account,
    coalesce(product_number.product, -1) as product,
    cast(year(final.month) * 12 + month(final.month) - 1 as integer) as month,
    cast(final.revenue * 10000 as bigint) as revenue,
    cast(final.custom as tinyint) as custom
from final
inner join account_number as numbers
    on final.account_id = numbers.account_id
left join product_number
    on final.product_id = product_number.product_id
