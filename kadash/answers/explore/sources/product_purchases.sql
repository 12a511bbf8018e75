-- purpose: product_lines with whether something was bought: a month with positive net revenue of the product
-- one row is: an order line, or what an account bought of a product in a month in which it gave something back
-- reads: product_lines (of the source of this name)
-- columns: as in product_lines, and bought
with
returned as (
    select distinct account_id, cast(date_trunc('month', day) as date) as month from mart.counted_line where amount < 0
),

months as (
    select
        account_id,
        product_id,
        month,
        sum(columns(* exclude (account_id, product_id, month)))
    from product_lines
    semi join returned using (account_id, month)
    group by account_id, product_id, month
),

final as (
    select * from product_lines anti join returned using (account_id, month)
    union all by name
    select * from months
)

select
    *,
    revenue > 0 as bought
from final
