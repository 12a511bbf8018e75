-- mart.account_product_month: what prices, baskets and bridges read.
-- one row is: an account, a product (null: lines without one) and a month, from lines dated at or before as_of
-- reads: mart.counted_line. A view: it has nearly as many rows as there are lines (docs/decisions/130)
-- columns:
--   account_id
--   product_id  as exported; the product's name where the export has no number
--   month       first day of the month
--   quantity    sum of quantities
--   revenue     net revenue, returns taken off
--   list_value  list price x quantity, over lines that have a list price; null where none has
--   discount    list_value less the revenue of those lines; null where list_value is
--   cost        cost of goods; null where a line with an amount has no cost
--   custom      true where a line is made to order
create or replace view mart.account_product_month as
with
final as (
    select
        account_id,
        product_id,
        cast(date_trunc('month', day) as date) as month,
        coalesce(sum(quantity), 0) as quantity,
        sum(amount) as revenue,
        sum(list_value) as list_value,
        sum(list_value) - sum(amount) filter (where list_value is not null) as discount,
        case when count(*) filter (where amount <> 0 and cost is null) = 0 then coalesce(sum(cost), 0) end as cost,
        count(*) filter (where custom) > 0 as custom
    from mart.counted_line
    group by account_id, product_id, month
)

select
    account_id,
    product_id,
    month,
    cast(quantity as decimal(18, 4)) as quantity,
    cast(revenue as decimal(18, 4)) as revenue,
    cast(list_value as decimal(18, 4)) as list_value,
    cast(discount as decimal(18, 4)) as discount,
    cast(cost as decimal(18, 4)) as cost,
    custom
from final;
