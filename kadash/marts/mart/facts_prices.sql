-- facts_prices: price against list on a constant basket, as of a day. A step of account_facts.sql.
-- one row is: an account with products that it bought, with a list price, both in W and in the 12 months before
-- reads: mart.account_product_month
-- parameters: window_start, window_end (W: first and last day of the 12 full months), previous_start (first day of the 12 months
--   before W)
-- columns:
--   account_id
--   price_to_list_12m       what was paid / list value in W, by product, weighted by the product's list value of both years
--   price_to_list_prev_12m  the same for the year before, same products, same weights
with
product_years as (
    select
        account_id,
        product_id,
        sum(list_value) filter (where month >= $window_start) as list_value,
        sum(discount) filter (where month >= $window_start) as discount,
        sum(list_value) filter (where month < $window_start) as list_value_prev,
        sum(discount) filter (where month < $window_start) as discount_prev
    from mart.account_product_month
    where
        list_value is not null
        and product_id is not null
        and month between $previous_start and $window_end
    group by account_id, product_id
),

basket as (
    select
        account_id,
        cast(list_value + list_value_prev as double) as weight,
        1 - cast(discount as double) / cast(list_value as double) as price_to_list,
        1 - cast(discount_prev as double) / cast(list_value_prev as double) as price_to_list_prev
    from product_years
    where list_value > 0 and list_value_prev > 0
),

final as (
    select
        account_id,
        round(sum(weight * price_to_list) / sum(weight), 12) as price_to_list_12m,
        round(sum(weight * price_to_list_prev) / sum(weight), 12) as price_to_list_prev_12m
    from basket
    group by account_id
)

select
    account_id,
    price_to_list_12m,
    price_to_list_prev_12m
from final
