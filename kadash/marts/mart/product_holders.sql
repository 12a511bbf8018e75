-- product_holders: how many accounts buy each product, as of a day: few holders make it a special one.
-- one row is: a product bought in W
-- reads: mart.account_product_month
-- parameters: window_start, window_end (W: first and last day of the 12 full months)
-- columns:
--   product_id
--   accounts_12m  accounts with positive net revenue of it in a month of W
--   revenue_12m   net revenue in W
--   custom        true where a line of it in W was made to order
with
final as (
    select
        product_id,
        count(distinct account_id) filter (where revenue > 0) as accounts_12m,
        sum(revenue) as revenue_12m,
        bool_or(custom) as custom
    from mart.account_product_month
    where product_id is not null and month between $window_start and $window_end
    group by product_id
)

select
    product_id,
    accounts_12m,
    cast(revenue_12m as double) as revenue_12m,
    custom
from final
order by product_id
