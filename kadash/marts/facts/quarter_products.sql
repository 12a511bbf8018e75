-- quarter_products: what accounts bought of every product in every quarter from a month on, for the bridges between quarters.
-- one row is: an account from $first on and before $end, a product and a quarter with lines
-- reads: account_product_sum, product_number
-- parameters: first, end; from_month (the first month of the first quarter)
-- columns:
--   account     number of the account, less $first
--   product     number of the product, counted from 1; 0 where the line names none
--   category    category_number of product_number; 0 where the line names no product
--   quarter     counted from 0
--   quantity, revenue  as in mart.account_product_month
--   list_value  0 unless every line has a list price
--   cost        of months whose cost is known
--   lacks_cost  1 where a line with an amount has no cost
with
bought as (
    select
        account,
        product,
        cast(date_diff('month', $from_month, month) // 3 as tinyint) as quarter,
        cast(sum(quantity) as double) as quantity,
        cast(sum(revenue) as double) as revenue,
        case
            when abs(coalesce(sum(list_value - discount), 0) - sum(revenue)) < 0.01
                then cast(coalesce(sum(list_value), 0) as double)
            else 0.0
        end as list_value,
        cast(coalesce(sum(cost), 0) as double) as cost,
        cast(count(*) filter (where cost is null and revenue <> 0) > 0 as tinyint) as lacks_cost
    from account_product_sum
    where account >= $first
        and account < $end
        and month >= $from_month
    group by account, product, quarter
)

select
    bought.* replace (
        bought.account - cast($first as integer) as account,
        bought.product + 1 as product
    ),
    coalesce(product_number.category_number, 0) as category
from bought
left join product_number
    on bought.product = product_number.product
