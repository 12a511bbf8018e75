-- mart.account_category_month: what an account buys, by category.
-- one row is: an account, a category (null: lines without one) and a month, from lines dated at or before as_of
-- reads: months (of category_sums.sql and category_financing.sql or category_without_financing.sql). A view: where accounts
--   buy many categories it has nearly as many rows as there are lines (docs/decisions/130)
-- columns: as in account_month, over the lines of the category, and
--   financing     the account-month's financing, shared by positive revenue; a month without revenue leaves it unshared
--   contribution  margin - freight - commission - rebate - financing: service cost has no category
--   days          days with positive net revenue of the category
--   first_day, last_day   the first and the last of these days in the month; null without one
create or replace view mart.account_category_month as
with
final as (
    select
        *,
        margin - freight - commission - rebate - financing as contribution
    from months
)

select
    account_id,
    category,
    month,
    cast(lines as bigint) as lines,
    cast(quantity as decimal(18, 4)) as quantity,
    cast(revenue as decimal(18, 4)) as revenue,
    cast(list_value as decimal(18, 4)) as list_value,
    cast(discount as decimal(18, 4)) as discount,
    cast(cost as decimal(18, 4)) as cost,
    cast(margin as decimal(18, 4)) as margin,
    cast(freight as decimal(18, 4)) as freight,
    cast(commission as decimal(18, 4)) as commission,
    cast(rebate as decimal(18, 4)) as rebate,
    financing,
    cast(contribution as decimal(18, 4)) as contribution,
    cast(bit_count(day_bits) as bigint) as days,
    case when day_bits > 0 then month + cast(floor(log2(day_bits & -day_bits)) as integer) end as first_day,
    case when day_bits > 0 then month + cast(floor(log2(day_bits)) as integer) end as last_day
from final;
