-- purpose: category_lines with whether a purchase was made: a day with positive net revenue of the category
-- one row is: an order line, or what an account bought of a category on a day on which it gave something back
-- reads: category_lines (of the source of this name)
-- columns: as in category_lines, and bought
with
returned as (
    select distinct account_id, day from mart.counted_line where amount < 0
),

days as (
    select
        account_id,
        category,
        day,
        month,
        sum(columns(* exclude (account_id, category, day, month)))
    from category_lines
    semi join returned using (account_id, day)
    group by account_id, category, day, month
),

final as (
    select * from category_lines anti join returned using (account_id, day)
    union all by name
    select * from days
)

select
    *,
    revenue > 0 as bought
from final
