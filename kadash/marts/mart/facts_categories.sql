-- facts_categories: how broadly an account buys, as of a day. A step of account_facts.sql.
-- one row is: an account that bought in a category in W
-- reads: mart.account_category_month
-- parameters: window_start, window_end (W: first and last day of the 12 full months)
-- columns:
--   account_id
--   categories_12m  categories with a purchase in W; lines without category count for none
with
final as (
    select
        account_id,
        count(distinct category) as categories_12m
    from mart.account_category_month
    where days > 0 and month between $window_start and $window_end
    group by account_id
)

select
    account_id,
    categories_12m
from final
